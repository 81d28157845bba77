import type { RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'

/** In the composer's place, in a room that was put away. [R5] */
export function ArchivedNote({ room }: { room: RoomId }) {
  const client = useParley()
  return (
    <footer className="glass flex items-center justify-center gap-3 px-4 pt-3 pb-[calc(env(safe-area-inset-bottom)+14px)] text-[13px] text-soft">
      You archived this room.
      <button
        type="button"
        onClick={() => client.prefer(room, { archived: false }).catch(() => undefined)}
        className="h-8 rounded-full bg-field px-3 font-medium text-blue hover:bg-bubble"
      >
        Move back to the list
      </button>
    </footer>
  )
}
