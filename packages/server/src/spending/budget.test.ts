import { expect, test } from 'vitest'
import { added, dayOf, exhausted, NOTHING, UNSPENT } from './budget.ts'

const spent = (tokens: number, allowed = 0) => ({ ...UNSPENT, tokens, allowed })
const tokens = (count: number) => ({ ...NOTHING, tokens: count })

test.for([
  [{ tokens: 100 }, spent(0), tokens(100), undefined],
  [{ tokens: 100 }, spent(1), tokens(100), 'tokens'],
  [{ tokens: 100 }, spent(100), tokens(0), 'tokens'],
  [{ tokens: 100 }, spent(150, 1), tokens(50), undefined],
  [{ tokens: 100 }, spent(200, 1), tokens(0), 'tokens'],
  [{ usd: 1 }, { ...UNSPENT, usd: 1 }, tokens(1), 'usd'],
  [{ seconds: 60 }, { ...UNSPENT, seconds: 61 }, tokens(1), 'seconds'],
  [{}, spent(1e12), tokens(1e12), undefined],
  [undefined, spent(1e12), tokens(1), undefined],
] as const)('[D13] of the budget %j, after %j, %j is stopped by: %s', ([budget, before, amount, part]) => {
  expect(exhausted(budget, before, amount)).toBe(part)
})

test('[D13] what is given back never makes less than nothing', () => {
  expect(added(spent(10), tokens(-30))).toEqual(UNSPENT)
  expect(added(spent(10, 2), { tokens: 5, usd: 0.25, seconds: 3 })).toEqual({
    tokens: 15,
    usd: 0.25,
    seconds: 3,
    allowed: 2,
  })
})

test('[D13] a day begins at midnight in UTC', () => {
  const noon = Date.UTC(2026, 10, 21, 12)
  expect(dayOf(noon)).toBe('2026-11-21')
  expect(dayOf(noon + 12 * 3_600_000 - 1)).toBe('2026-11-21')
  expect(dayOf(noon + 12 * 3_600_000)).toBe('2026-11-22')
})
