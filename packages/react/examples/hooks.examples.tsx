// The examples of README.md: compiled with everything else, so that they stay true.
import { connect } from '@parley/client'
import type { RoomId } from '@parley/client'
import { ParleyProvider, useParley, useRoom, useRooms, useTyping } from '@parley/react'

// #region provider
const parley = connect({ url: 'http://localhost:4400' })

export function App() {
  return (
    <ParleyProvider client={parley}>
      <RoomList />
    </ParleyProvider>
  )
}
// #endregion provider

// #region list
export function RoomList() {
  const rooms = useRooms()
  return (
    <ul>
      {rooms.map(({ id, view, unread }) => (
        <li key={id}>
          {view.head.settings.title} {unread > 0 && <b>{unread}</b>}
        </li>
      ))}
    </ul>
  )
}
// #endregion list

// #region room
export function Conversation({ id }: { id: RoomId }) {
  const room = useRoom(id)
  const typing = useTyping(id)
  const client = useParley()
  if (room === undefined) return null
  return (
    <>
      {room.view.timeline.map((item) => item.kind === 'message' && <p key={item.id}>{item.text}</p>)}
      {room.pending.map((message) => (
        <p key={message.id}>
          <i>{message.text}</i>
        </p>
      ))}
      {typing.length > 0 && <p>…</p>}
      <button onClick={() => client.post(id, 'Hello!')}>Say hello</button>
    </>
  )
}
// #endregion room
