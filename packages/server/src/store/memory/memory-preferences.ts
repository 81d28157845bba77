import { changePreferences } from '@parley/protocol'
import type { KeptPreferences, MemberId, PreferenceChange, RoomHead, RoomPreferences } from '@parley/protocol'
import type { MemoryRoom } from './open-memory-store.ts'

/** How members keep rooms, in the in-memory store. [R5] */
export function putPreferences(
  room: MemoryRoom | undefined,
  member: MemberId,
  change: PreferenceChange,
  now: number,
): RoomPreferences | undefined {
  if (room === undefined || !isMember(room.head, member)) return undefined
  const preferences = changePreferences(room.preferences.get(member) ?? {}, change, now)
  room.preferences.set(member, preferences)
  return preferences
}

export function preferencesOf({ head, preferences }: MemoryRoom, member: MemberId): KeptPreferences[] {
  const kept = preferences.get(member)
  if (kept === undefined || Object.keys(kept).length === 0) return []
  return head.deleted || !isMember(head, member) ? [] : [{ room: head.id, preferences: kept }]
}

/** Last deleted first. */
export function deletedOf(rooms: Iterable<MemoryRoom>, member: MemberId): RoomHead[] {
  return Array.from(rooms, ({ head }) => head)
    .filter(
      ({ deleted, members }) => deleted && members.some(({ id, role }) => id === member && role === 'owner'),
    )
    .toReversed()
    .toSorted((a, b) => b.changedAt - a.changedAt)
}

function isMember(head: RoomHead, member: MemberId): boolean {
  return head.members.some(({ id }) => id === member)
}
