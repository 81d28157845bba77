import type { Member, RoomId } from '@parley/protocol'
import type { AgentWork } from '../../shared/turn-work.ts'
import { useCommand } from '../../shared/use-command.ts'

type AskMemberProps = { room: RoomId; agent: Member; work: AgentWork }

/** Asks this agent to say something, in every reply mode. [D11] */
export function AskMember({ room, agent, work }: AskMemberProps) {
  const { run, busy, trouble } = useCommand(room)
  const free = work.kind === 'free' && !busy
  if (work.kind === 'paused') return null
  return (
    <button
      type="button"
      aria-label={`Ask ${agent.name}`}
      aria-disabled={!free}
      onClick={() => free && void run({ type: 'request-turn', intent: 'ask', agents: [agent.id] })}
      className="tap rounded-full px-2 py-1 text-[13px] text-blue hover:bg-hover aria-disabled:text-soft"
    >
      {trouble ? 'Did not work' : { free: 'Ask', working: 'Answering…', asked: 'Asked' }[work.kind]}
    </button>
  )
}
