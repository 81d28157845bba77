import type { RoomId } from '@parley/protocol'
import { useWaitingCount } from '../../shared/waiting-joins.ts'
import { waitingWords } from '../../shared/waiting-mark.tsx'

/** Somebody waits at the door: leads to where they are let in. [R4] */
export function WaitingButton({ room, onOpen }: { room: RoomId; onOpen: () => void }) {
  const count = useWaitingCount(room)
  if (count === 0) return null
  return (
    <button
      type="button"
      aria-label={`${waitingWords(count)}: room details`}
      onClick={onOpen}
      className="fade-in h-7 shrink-0 rounded-full bg-blue-fill px-2.5 text-[12.5px] font-semibold text-white"
    >
      {count === 1 ? '1 waits' : `${count} wait`}
    </button>
  )
}
