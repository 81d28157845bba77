import UserPlus from 'lucide-react/icons/user-plus'
import type { RoomId } from '@parley/protocol'
import { useWaitingCount } from './waiting-joins.ts'

/** How many wait at the door of a room; nothing where nobody does. [R4] */
export function WaitingMark({ room }: { room: RoomId }) {
  const count = useWaitingCount(room)
  if (count === 0) return null
  return (
    <span
      role="img"
      aria-label={waitingWords(count)}
      title={waitingWords(count)}
      data-testid="waiting-mark"
      className="fade-in inline-flex h-[17px] shrink-0 items-center gap-0.5 rounded-full bg-blue-fill px-1.5 text-[11px] font-semibold text-white tabular-nums group-aria-[current=page]:bg-white group-aria-[current=page]:text-[#0062cc]"
    >
      <UserPlus size={11} strokeWidth={2.4} aria-hidden />
      {count}
    </span>
  )
}

export function waitingWords(count: number): string {
  return count === 1 ? '1 person waits to come in' : `${count} people wait to come in`
}
