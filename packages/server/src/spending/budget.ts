import type { Budget } from '@parley/protocol'

/** What model calls use up. Money counts where the price of the model is known. [D13] */
export type Amount = { tokens: number; usd: number; seconds: number }

/** What a scope (a room, or the whole workspace) has used up in one day; `allowed`: how often more was allowed. */
export type Spent = Amount & { allowed: number }

export const NOTHING: Amount = { tokens: 0, usd: 0, seconds: 0 }
export const UNSPENT: Spent = { ...NOTHING, allowed: 0 }

const PARTS = ['tokens', 'usd', 'seconds'] as const
export type BudgetPart = (typeof PARTS)[number]

/**
 * The part of a budget that leaves no room for `amount`, or undefined where all do. Each time that more is
 * allowed, the whole budget may be used up once more that day. A budget that is used up leaves room for nothing.
 */
export function exhausted(budget: Budget | undefined, spent: Spent, amount: Amount): BudgetPart | undefined {
  return PARTS.find((part) => {
    const limit = budget?.[part]
    if (limit === undefined) return false
    const available = limit * (1 + spent.allowed)
    return spent[part] >= available || spent[part] + amount[part] > available
  })
}

/** Never below nothing: what is given back was taken before. */
export function added(spent: Spent, amount: Amount): Spent {
  const sum = { ...spent }
  for (const part of PARTS) sum[part] = Math.max(0, spent[part] + amount[part])
  return sum
}

/** The day, in UTC, for which a budget holds: `2026-11-21`. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}
