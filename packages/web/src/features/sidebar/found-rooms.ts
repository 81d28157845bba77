import type { MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { roomTitle } from '@parley/room'
import { plain } from '../../shared/contact-matches.ts'

/** The rooms whose title, members or last words contain every word of `query`; all for an empty one. [R8] */
export function foundRooms(rooms: readonly RoomState[], query: string, me: MemberId): readonly RoomState[] {
  const wanted = plain(query).split(/\s+/u).filter(Boolean)
  if (wanted.length === 0) return rooms
  return rooms.filter((room) => {
    const { head, timeline } = room.view
    const last = timeline.findLast((item) => item.kind === 'message' && item.text !== '')
    const haystack = plain(
      [
        roomTitle(head, me),
        ...head.members.map(({ name }) => name),
        last?.kind === 'message' ? last.text : '',
      ].join('\n'),
    )
    return wanted.every((word) => haystack.includes(word))
  })
}
