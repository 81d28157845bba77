import type { DatabaseSync } from 'node:sqlite'
import type { RoomId } from '@parley/protocol'
import { added, UNSPENT } from '../../spending/budget.ts'
import type { Spent } from '../../spending/budget.ts'
import { refusalOfSpending, scopesOf, usageReport } from '../spending.ts'
import type { SpendOrder, UsageDays } from '../spending.ts'

/** What was used up, by day; the room '' is the whole workspace. [D13] */
export function createSpendingRows(database: DatabaseSync) {
  const read = database.prepare(
    'SELECT tokens, usd, seconds, allowed FROM spending WHERE room = ? AND day = ?',
  )
  const put = database.prepare(
    `INSERT INTO spending (room, day, tokens, usd, seconds, allowed, unpriced) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (room, day) DO UPDATE SET tokens = excluded.tokens, usd = excluded.usd,
       seconds = excluded.seconds, allowed = excluded.allowed, unpriced = unpriced + excluded.unpriced`,
  )
  const days = database.prepare(
    `SELECT day, tokens, usd, seconds, unpriced AS unpricedTokens FROM spending WHERE room = ?
     ORDER BY day DESC LIMIT ?`,
  )
  const total = database.prepare(
    `SELECT sum(tokens) AS tokens, sum(usd) AS usd, sum(seconds) AS seconds, sum(unpriced) AS unpricedTokens
     FROM spending WHERE room = ?`,
  )
  const spent = (room: string, day: string): Spent => (read.get(room, day) as Spent | undefined) ?? UNSPENT
  const keep = (room: string, day: string, { tokens, usd, seconds, allowed }: Spent, unpriced = 0) =>
    void put.run(room, day, tokens, usd, seconds, allowed, unpriced)
  return {
    writes: {
      spend: (order: SpendOrder) => {
        const { room, day, amount } = order
        const refusal = refusalOfSpending(order, (scope) => spent(scope, day))
        if (refusal === undefined) {
          const { unpriced } = order
          for (const scope of scopesOf(room)) keep(scope, day, added(spent(scope, day), amount), unpriced)
        }
        return refusal
      },
      allowMore: (room: RoomId, day: string) => {
        for (const scope of scopesOf(room)) {
          const known = spent(scope, day)
          keep(scope, day, { ...known, allowed: known.allowed + 1 })
        }
      },
    },
    reads: {
      readSpent: (room: RoomId | undefined, day: string) => ({ ...spent(room ?? '', day) }),
      readUsage: (room: RoomId | undefined, count: number): UsageDays =>
        usageReport(days.all(room ?? '', count), total.get(room ?? '')),
    },
  }
}
