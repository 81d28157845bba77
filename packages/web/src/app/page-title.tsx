import type { RoomId } from '@parley/protocol'
import { useMe, useRooms } from '@parley/react'
import { roomTitle } from '@parley/room'
import { callsForAttention } from '../shared/arrange-rooms.ts'
import { usePageHidden } from '../shared/use-page-hidden.ts'

/** The tab's title: rooms with something new, and where one is. */
export function PageTitle({ room }: { room: RoomId | undefined }) {
  const me = useMe()
  const rooms = useRooms()
  // What comes into the room that is looked at is read in the same instant.
  const looked = usePageHidden() ? undefined : room
  const unread = rooms.filter((other) => callsForAttention(other) && other.id !== looked).length
  const open = rooms.find(({ id }) => id === room)
  const name = me && open ? `${roomTitle(open.view.head, me.id)} · Parley` : 'Parley'
  return <title>{unread > 0 ? `(${unread}) ${name}` : name}</title>
}
