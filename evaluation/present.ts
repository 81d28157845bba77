import type { MemberId } from '@parley/protocol'
import type { Moment } from './moments.ts'

/**
 * Who may be named as the next speaker: everybody that the floor remembers (spoke, or was named, within the
 * last 200 messages) but the current one. The true next speaker is often somebody new: nobody can name those.
 */
export function presentMembers({ floor, current }: Moment): MemberId[] {
  return (Object.keys(floor.members) as MemberId[]).filter((id) => id !== current)
}

/** Who spoke in the last `messages` messages, without the current speaker; the latest first. */
export function recentMembers({ heard, current }: Moment, messages = heard.length): MemberId[] {
  const latestFirst = heard.slice(-messages).toReversed()
  return [...new Set(latestFirst.map(({ by }) => by))].filter((id) => id !== current)
}
