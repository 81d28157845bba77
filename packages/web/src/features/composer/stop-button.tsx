import Square from 'lucide-react/icons/square'
import type { RoomId } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'

/** Stops whoever is at work or asked. [D14] */
export function StopButton({ room }: { room: RoomId }) {
  const { run, busy } = useCommand(room)
  return (
    <button
      type="button"
      aria-label="Stop"
      title="Stop"
      aria-disabled={busy}
      // The field keeps the focus, and a phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => !busy && void run({ type: 'stop-turns' })}
      className="fade-in tap m-[3px] grid size-7 shrink-0 place-items-center rounded-full border-[1.5px] border-line-strong text-ink transition-colors hover:bg-hover aria-disabled:opacity-50"
    >
      <Square size={11} fill="currentColor" strokeWidth={2.5} aria-hidden />
    </button>
  )
}
