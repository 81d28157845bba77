import type { Budget, RoomId, UsageReport, UsageSum } from '@parley/protocol'
import { exhausted } from '../spending/budget.ts'
import type { Amount, BudgetPart, Spent } from '../spending/budget.ts'

/** Something that is used up by a room on a day; with limits only where they leave room for it. [D13] */
export type SpendOrder = {
  room: RoomId
  /** As `dayOf` has it. */
  day: string
  /** What was reserved too much is given back as less than nothing. */
  amount: Amount
  limits?: { room?: Budget; workspace: Budget }
  /** Of the tokens those whose price nobody knows. [M4] */
  unpriced?: number
}

/** Which budget leaves no room. */
export type SpendRefusal = { scope: 'room' | 'workspace'; part: BudgetPart }

/** What is used up by a room is used up by the workspace, too; that one has no name. */
export function scopesOf(room: RoomId): readonly ['', RoomId] {
  return ['', room]
}

/** The one rule of every store. */
export function refusalOfSpending(
  { room, amount, limits }: SpendOrder,
  spent: (scope: string) => Spent,
): SpendRefusal | undefined {
  const ofRoom = exhausted(limits?.room, spent(room), amount)
  if (ofRoom !== undefined) return { scope: 'room', part: ofRoom }
  const ofAll = exhausted(limits?.workspace, spent(''), amount)
  return ofAll === undefined ? undefined : { scope: 'workspace', part: ofAll }
}

export type UsageDays = Pick<UsageReport, 'total' | 'days'>

/** Rows of a table as the report shows them; what is not there is nothing. */
export function usageReport(days: readonly Row[], total: Row | undefined): UsageDays {
  return { total: sumOf(total), days: days.map((row) => ({ day: String(row['day']), ...sumOf(row) })) }
}

type Row = Readonly<Record<string, unknown>>

function sumOf(row: Row = {}): UsageSum {
  const amount = (name: string) => Number(row[name] ?? 0)
  return {
    tokens: amount('tokens'),
    usd: amount('usd'),
    unpricedTokens: amount('unpricedTokens'),
    seconds: amount('seconds'),
  }
}
