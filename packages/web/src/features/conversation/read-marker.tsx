import { useEffect } from 'react'
import type { RoomId, Seq } from '@parley/protocol'
import { useParley } from '@parley/react'

type ReadMarkerProps = {
  room: RoomId
  /** The end of the room. What was read and is marked as unread is read again with the next message, or visit. */
  last: Seq | undefined
  active: boolean
}

/** Says that the room was read while its end is in view and the page is looked at. [C6] */
export function ReadMarker({ room, last, active }: ReadMarkerProps) {
  const client = useParley()
  useEffect(() => {
    if (!active || last === undefined) return undefined
    const mark = () => {
      if (document.visibilityState === 'visible') client.markRead(room)
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [client, room, last, active])
  return null
}
