import type { RoomId } from '@parley/protocol'
import { useMe, useRooms } from '@parley/react'
import { roomTitle } from '@parley/room'

/** The tab's title: rooms with something new, and where one is. */
export function PageTitle({ room }: { room: RoomId | undefined }) {
  const me = useMe()
  const rooms = useRooms()
  const unread = rooms.filter((other) => other.unread > 0 && other.id !== room).length
  const open = rooms.find(({ id }) => id === room)
  const name = me && open ? `${roomTitle(open.view.head, me.id)} · Parley` : 'Parley'
  return <title>{unread > 0 ? `(${unread}) ${name}` : name}</title>
}
