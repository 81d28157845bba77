import { useDeferredValue } from 'react'
import Users from 'lucide-react/icons/users'
import type { MemberId, RoomHead, RoomId } from '@parley/protocol'
import { agentsOf } from '@parley/room'
import { freeAgents, workOf } from '../../shared/turn-work.ts'
import { useCommand } from '../../shared/use-command.ts'
import { AskButton } from './ask-button.tsx'

/** About as many fit beside each other: the others come when these have been seen. [W8] */
const FIRST_AGENTS = 10

/** "Ask: Ann, Bob, Everyone": in a manual room nobody answers unless asked. [D11, W3] */
export function AskBar({ room, head }: { room: RoomId; head: RoomHead }) {
  const { run, trouble } = useCommand(room)
  const isSeen = useDeferredValue(true, false)
  const agents = agentsOf(head)
  const shown = isSeen ? agents : agents.slice(0, FIRST_AGENTS)
  const ask = (asked?: MemberId[]) =>
    void run({ type: 'request-turn', intent: 'ask', ...(asked ? { agents: asked } : {}) })
  const nobodyFree = freeAgents(head).length === 0
  if (agents.length === 0) return null
  return (
    <div role="group" aria-label="Ask an agent" className="pb-2">
      <div className="ask-bar">
        <span aria-hidden className="shrink-0 pl-1 text-[13px] text-soft">
          Ask:
        </span>
        {shown.map((agent) => (
          <AskButton
            key={agent.id}
            agent={agent}
            work={workOf(head, agent.id)}
            onAsk={() => ask([agent.id])}
          />
        ))}
        {agents.length > 1 && (
          <button
            type="button"
            aria-label="Ask everyone, one after the other"
            aria-disabled={nobodyFree}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => !nobodyFree && ask()}
            className="ask-button"
          >
            <span aria-hidden className="grid size-6 place-items-center rounded-full bg-raised text-soft">
              <Users size={14} />
            </span>
            Everyone
          </button>
        )}
      </div>
      {trouble && (
        <p role="status" className="pt-1 pl-1 text-[12px] text-red">
          {trouble}
        </p>
      )}
    </div>
  )
}
