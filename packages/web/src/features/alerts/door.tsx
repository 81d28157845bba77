import { useEffect } from 'react'
import { useConnection, useMe, useRooms } from '@parley/react'
import { roomTitle } from '@parley/room'
import { mayModerate } from '../../shared/roles.ts'
import { lookWhoWaits, useWaitingJoins } from '../../shared/waiting-joins.ts'

/** How often it is looked, while the page is. */
const LOOK_MS = 10_000

/** Looks who waits to be let into rooms of which one is a host, and says so once, politely. [R4, W7] */
export function Door() {
  const me = useMe()?.id
  const rooms = useRooms()
  const online = useConnection() === 'online'
  const isHost = me !== undefined && rooms.some(({ view }) => mayModerate(view.head, me))
  const waiting = useWaitingJoins()
  useEffect(() => {
    if (!online || !isHost) return undefined
    const look = () => {
      if (document.visibilityState === 'visible') void lookWhoWaits()
    }
    look()
    const timer = setInterval(look, LOOK_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [online, isHost])
  return (
    <div aria-live="polite" aria-relevant="additions" className="sr-only">
      {waiting.map(({ id, person, room }) => {
        const head = rooms.find((one) => one.id === room)?.view.head
        return head && me && <p key={id}>{`${person.name} waits to be let into ${roomTitle(head, me)}.`}</p>
      })}
    </div>
  )
}
