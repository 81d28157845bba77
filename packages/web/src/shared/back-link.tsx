import ChevronLeft from 'lucide-react/icons/chevron-left'
import type { RoomId } from '@parley/protocol'
import { useRooms } from '@parley/react'
import { Link } from './link.tsx'

/** Back to the list, with the number of other rooms that have something new. [W1] */
export function BackLink({ current }: { current: RoomId | undefined }) {
  const unread = useRooms().filter((room) => room.unread > 0 && room.id !== current).length
  return (
    <Link
      to="/"
      aria-label={unread === 0 ? 'Back to the list' : `Back to the list, ${unread} rooms with new messages`}
      className="absolute top-1/2 left-1 flex h-11 min-w-11 -translate-y-1/2 items-center pr-2 text-blue"
    >
      <ChevronLeft size={32} strokeWidth={2.4} aria-hidden />
      {unread > 0 && (
        <span className="-ml-0.5 grid h-[21px] min-w-[21px] place-items-center rounded-full bg-blue-fill px-1.5 text-[13px] font-medium text-white tabular-nums">
          {unread}
        </span>
      )}
    </Link>
  )
}
