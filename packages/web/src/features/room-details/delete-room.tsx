import { useState } from 'react'
import type { RoomId } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'

/** Deletes the room, after asking; whatever its agents are doing stops. [R5] */
export function DeleteRoom({ room, onDeleted }: { room: RoomId; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false)
  const { run, busy, trouble } = useCommand(room)
  const remove = async () => {
    if (await run({ type: 'delete-room' })) onDeleted()
  }
  return (
    <section className="overflow-hidden rounded-xl bg-raised text-[15px]">
      {!asking && (
        <button type="button" className="h-12 w-full text-red hover:bg-hover" onClick={() => setAsking(true)}>
          Delete room
        </button>
      )}
      {asking && (
        <div role="group" aria-label="Delete this room?" className="fade-in px-3.5 py-3 text-center">
          <p className="pb-3 text-[13px] text-soft">
            {trouble ?? 'Delete this room for everyone in it? Whatever its agents are doing stops.'}
          </p>
          <div className="grid grid-cols-2 gap-2">
            <button type="button" className="h-10 rounded-lg bg-field" onClick={() => setAsking(false)}>
              Keep
            </button>
            <button
              type="button"
              autoFocus
              disabled={busy}
              onClick={() => void remove()}
              className="h-10 rounded-lg bg-[#c9221b] font-semibold text-white disabled:opacity-60"
            >
              Delete
            </button>
          </div>
        </div>
      )}
    </section>
  )
}
