import { useEffect } from 'react'
import type { RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'

type ReadMarkerProps = { room: RoomId; unread: number; active: boolean }

/** Says that the room was read while its end is in view and the page is looked at. [C6] */
export function ReadMarker({ room, unread, active }: ReadMarkerProps) {
  const client = useParley()
  useEffect(() => {
    if (!active || unread === 0) return undefined
    const mark = () => {
      if (document.visibilityState === 'visible') client.markRead(room)
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [client, room, unread, active])
  return null
}
