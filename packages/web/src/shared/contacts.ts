import type { Agent, MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'

/** Somebody whom one can bring into a room: an agent of the workspace, or a person. [W2] */
export type Contact = Pick<Agent, 'id' | 'name' | 'title' | 'colors' | 'picture'> & { starter?: boolean }

/** The other people of the reader's rooms: those are the ones whom the reader knows. */
export function peopleOfRooms(rooms: readonly RoomState[], me: MemberId): Contact[] {
  const people = new Map<MemberId, Contact>()
  for (const { view } of rooms)
    for (const { id, kind, name } of view.head.members)
      // Rooms come last active first: there somebody has the newest name.
      if (kind === 'person' && id !== me && !people.has(id)) people.set(id, { id, name, title: 'Person' })
  return [...people.values()]
}
