import type { RoomId, ToolCall, TurnId } from '@parley/protocol'
import { ApprovalButtons } from './approval-buttons.tsx'
import { argumentLines, toolWords } from './tool-words.ts'

type ToolCallsProps = {
  room: RoomId
  turn: TurnId | undefined
  calls: readonly ToolCall[]
  /** Whether the reader is an owner or moderator. */
  mayApprove: boolean
}

/** What tools an agent uses, or has used, for a message: a line each, more on demand. [M7, S5] */
export function ToolCalls({ room, turn, calls, mayApprove }: ToolCallsProps) {
  return (
    <ul className="tool-calls" aria-label="Tools">
      {calls.map((call) => (
        <li key={call.call} data-testid="tool-call" data-status={call.status}>
          <details>
            <summary>{toolWords(call)}</summary>
            <pre>{argumentLines(call.arguments)}</pre>
            {call.result !== undefined && <pre data-testid="tool-result">{call.result}</pre>}
          </details>
          {call.status === 'waiting' && mayApprove && turn && (
            <ApprovalButtons room={room} turn={turn} call={call.call} />
          )}
        </li>
      ))}
    </ul>
  )
}
