import type { ReactNode } from 'react'
import type { RoomId } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'
import type { Offer } from './quiet.ts'

type RequestTurnButtonProps = { room: RoomId; offer: NonNullable<Offer>; children: ReactNode }

/** Sets the room going, lets it go on, or tries a failed turn again, without a message. [D2, D14] */
export function RequestTurnButton({ room, offer, children }: RequestTurnButtonProps) {
  const { run, busy, trouble } = useCommand(room)
  return (
    <>
      <button
        type="button"
        disabled={busy}
        onClick={() => void run({ type: 'request-turn', ...offer })}
        className="tap rounded-full bg-field px-3 py-1 text-[12px] font-medium text-blue transition-colors hover:bg-bubble active:opacity-70 disabled:opacity-60"
      >
        {children}
      </button>
      {trouble && <span className="text-[12px] text-red">{trouble}</span>}
    </>
  )
}
