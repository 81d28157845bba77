import { useEffect, useState } from 'react'
import type { MemberId, RoomHead, RoomId } from '@parley/protocol'
import { useConnection, useParley, useRooms } from '@parley/react'
import { othersOf, roomTitle } from '@parley/room'
import { AvatarStack } from '../../shared/avatar-stack.tsx'
import { listTime } from '../../shared/clock.ts'
import { errorSentence } from '../../shared/error-words.ts'
import { useNow } from '../../shared/use-now.ts'

/** Deleted rooms, each with the way to have it back. [R5] */
export function DeletedRooms({ me, onRestored }: { me: MemberId; onRestored: (room: RoomId) => void }) {
  const client = useParley()
  const online = useConnection() === 'online'
  const known = useRooms().length
  const now = useNow()
  const [rooms, setRooms] = useState<readonly RoomHead[]>()
  const [trouble, setTrouble] = useState<string>()
  useEffect(() => {
    let wanted = true
    client.deletedRooms().then(
      (list) => wanted && setRooms(list),
      (error: unknown) => wanted && setTrouble(errorSentence(error)),
    )
    return () => {
      wanted = false
    }
  }, [client, online, known])
  const restore = async (room: RoomId) => {
    try {
      await client.restoreRoom(room)
      onRestored(room)
    } catch (error) {
      setTrouble(errorSentence(error))
    }
  }
  return (
    <>
      {trouble && <p className="px-4 py-2 text-[13px] text-red">{trouble}</p>}
      {rooms?.length === 0 && (
        <p className="px-4 py-10 text-center text-[13px] text-soft">
          Nothing here. A room that you delete waits here until you want it back.
        </p>
      )}
      <ul>
        {rooms?.map((head) => (
          <li key={head.id} className="flex h-[62px] items-center gap-2.5 pr-2 pl-3 max-wide:px-5">
            <span className="opacity-60">
              <AvatarStack faces={othersOf(head, me)} sizePx={40} />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate text-[14px] font-medium">{roomTitle(head, me)}</span>
              <span className="block text-[12px] text-soft">Deleted {listTime(head.changedAt, now)}</span>
            </span>
            <button
              type="button"
              onClick={() => void restore(head.id)}
              className="tap h-8 rounded-full bg-field px-3 text-[13px] font-medium text-blue hover:bg-bubble"
            >
              Restore
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
