import type { RoomNotice } from './use-room-commands.ts'

/** Floats at the foot of the list for a moment: what was done with a room, and the way back. [R5] */
export function RoomToast({ notice, onUndo }: { notice: RoomNotice; onUndo: () => void }) {
  return (
    <div className="pointer-events-none fixed bottom-[max(16px,env(safe-area-inset-bottom))] left-0 z-40 flex w-full justify-center px-4 wide:w-80">
      <div
        role="status"
        data-testid="room-notice"
        className="toast fade-in pointer-events-auto flex min-h-10 items-center gap-3 rounded-full pr-1.5 pl-4 text-[13.5px]"
      >
        <span className={notice.undo ? undefined : 'pr-3'}>{notice.words}</span>
        {notice.undo && (
          <button
            type="button"
            onClick={onUndo}
            className="rounded-full px-3 py-1.5 font-semibold text-[#7dbcff] hover:bg-white/10"
          >
            Undo
          </button>
        )}
      </div>
    </div>
  )
}
