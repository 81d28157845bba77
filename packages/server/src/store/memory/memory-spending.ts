import { added, UNSPENT } from '../../spending/budget.ts'
import type { Spent } from '../../spending/budget.ts'
import { refusalOfSpending, scopesOf, usageReport } from '../spending.ts'
import type { Store } from '../store.ts'

/** What was used up, in memory. [D13] */
export function createMemorySpending(): Pick<Store, 'spend' | 'allowMore' | 'readSpent' | 'readUsage'> {
  const days = new Map<string, Spent>()
  const unpriced = new Map<string, number>()
  const spent = (scope: string, day: string) => days.get(`${day} ${scope}`) ?? UNSPENT
  const keep = (scope: string, day: string, value: Spent) => void days.set(`${day} ${scope}`, value)
  return {
    spend: async (order) => {
      const { room, day, amount } = order
      const refusal = refusalOfSpending(order, (scope) => spent(scope, day))
      if (refusal === undefined) {
        for (const scope of scopesOf(room)) {
          keep(scope, day, added(spent(scope, day), amount))
          const key = `${day} ${scope}`
          unpriced.set(key, (unpriced.get(key) ?? 0) + (order.unpriced ?? 0))
        }
      }
      return refusal
    },
    allowMore: async (room, day) => {
      for (const scope of scopesOf(room)) {
        const known = spent(scope, day)
        keep(scope, day, { ...known, allowed: known.allowed + 1 })
      }
    },
    readSpent: async (room, day) => spent(room ?? '', day),
    readUsage: async (room, count) => {
      const rows = [...days]
        .map(([key, value]) => ({
          key,
          day: key.slice(0, 10),
          ...value,
          unpricedTokens: unpriced.get(key) ?? 0,
        }))
        .filter(({ key, day }) => key === `${day} ${room ?? ''}`)
        .toSorted((a, b) => (a.day < b.day ? 1 : -1))
      const sum = (name: 'tokens' | 'usd' | 'seconds' | 'unpricedTokens') =>
        rows.reduce((total, row) => total + row[name], 0)
      const total = {
        tokens: sum('tokens'),
        usd: sum('usd'),
        seconds: sum('seconds'),
        unpricedTokens: sum('unpricedTokens'),
      }
      return usageReport(rows.slice(0, count), total)
    },
  }
}
