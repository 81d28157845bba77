import { useState } from 'react'
import type { MemberId, RoomId } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'

type LeaveRoomProps = { room: RoomId; me: MemberId; onLeft: () => void }

/** Leaves the room, after asking; the last owner hears that somebody else must be owner first. [R4] */
export function LeaveRoom({ room, me, onLeft }: LeaveRoomProps) {
  const [asking, setAsking] = useState(false)
  const { run, busy, trouble } = useCommand(room)
  const leave = async () => {
    if (await run({ type: 'remove-member', member: me })) onLeft()
  }
  return (
    <section className="overflow-hidden rounded-xl bg-raised text-[15px]">
      {!asking && (
        <button type="button" className="h-12 w-full text-red hover:bg-hover" onClick={() => setAsking(true)}>
          Leave room
        </button>
      )}
      {asking && (
        <div role="group" aria-label="Leave this room?" className="fade-in px-3.5 py-3 text-center">
          <p role={trouble && 'alert'} className="pb-3 text-[13px] text-soft">
            {trouble ?? 'Leave this room? To come back, somebody has to let you in again.'}
          </p>
          <div className="grid grid-cols-2 gap-2">
            <button type="button" className="h-10 rounded-lg bg-field" onClick={() => setAsking(false)}>
              Stay
            </button>
            <button
              type="button"
              autoFocus
              disabled={busy}
              onClick={() => void leave()}
              className="h-10 rounded-lg bg-[#c9221b] font-semibold text-white disabled:opacity-60"
            >
              Leave
            </button>
          </div>
        </div>
      )}
    </section>
  )
}
