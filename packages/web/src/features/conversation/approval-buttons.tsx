import type { ApprovalDecision, RoomId, TurnId } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'

type ApprovalButtonsProps = { room: RoomId; turn: TurnId; call: string }

/** Lets a dangerous tool run, or not. [S5] */
export function ApprovalButtons({ room, turn, call }: ApprovalButtonsProps) {
  const { run, busy, trouble } = useCommand(room)
  const give = (decision: ApprovalDecision) => void run({ type: 'give-approval', turn, call, decision })
  return (
    <span className="flex items-center gap-2 py-1">
      {(['approve', 'decline'] as const).map((decision) => (
        <button
          key={decision}
          type="button"
          disabled={busy}
          onClick={() => give(decision)}
          className="rounded-full bg-field px-3 py-[3px] text-[12px] font-medium text-blue hover:bg-bubble disabled:opacity-60"
        >
          {decision === 'approve' ? 'Approve' : 'Decline'}
        </button>
      ))}
      {trouble && <span className="text-[12px] text-red">{trouble}</span>}
    </span>
  )
}
