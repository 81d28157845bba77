import type { MemberId } from '@parley/protocol'
import type { Moment } from './moments.ts'
import { recentMembers } from './present.ts'

// The rules that anybody would try first: what the model has to beat. They see the last 20 messages and give
// their guesses, likeliest first.

const CONTEXT = 20

/** The other who spoke last. */
export function mostRecent(moment: Moment): MemberId[] {
  return recentMembers(moment, CONTEXT)
}

/** The other who spoke most; of equals the one who spoke last. */
export function mostFrequent(moment: Moment): MemberId[] {
  const counts = new Map<MemberId, number>()
  for (const { by } of moment.heard.slice(-CONTEXT)) counts.set(by, (counts.get(by) ?? 0) + 1)
  return mostRecent(moment).toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
}

/** Whom the last message names, if they spoke lately; then whoever spoke last. */
export function mentionElseRecent(moment: Moment): MemberId[] {
  const recent = mostRecent(moment)
  const named = namedNow(moment).filter((member) => recent.includes(member))
  return [...new Set([...named, ...recent])]
}

/** The chance that one drawn at random from the others of the last 20 messages is `next`, or one of three. */
export function randomChance(moment: Moment, next: MemberId, draws: number): number {
  const recent = mostRecent(moment)
  return recent.includes(next) ? Math.min(1, draws / recent.length) : 0
}

/** Whom the last message names. */
export function namedNow({ heard }: Moment): readonly MemberId[] {
  return heard.at(-1)?.to ?? []
}
