import type { RoomState } from '@parley/client'

/** The rooms of a reader as the list shows them. */
export type Arranged = {
  /** In the order in which they were pinned. */
  pinned: readonly RoomState[]
  /** Last active first. */
  listed: readonly RoomState[]
  archived: readonly RoomState[]
}

/** Sorts rooms, which come last active first, into the parts of the list. [W2, R5] */
export function arrangeRooms(rooms: readonly RoomState[]): Arranged {
  const isPinned = ({ preferences }: RoomState) => preferences.pinnedAt !== undefined
  const isArchived = ({ preferences }: RoomState) => preferences.archived === true
  return {
    pinned: rooms
      .filter(isPinned)
      .toSorted((a, b) => (a.preferences.pinnedAt ?? 0) - (b.preferences.pinnedAt ?? 0)),
    listed: rooms.filter((room) => !isPinned(room) && !isArchived(room)),
    archived: rooms.filter(isArchived),
  }
}

/** Whether a room asks for attention: what is new in one whose alerts are hidden, or that is put away, does not. */
export function callsForAttention({ unread, preferences }: RoomState): boolean {
  return unread > 0 && preferences.muted !== true && preferences.archived !== true
}
