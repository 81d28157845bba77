import { useState } from 'react'
import Plus from 'lucide-react/icons/plus'
import type { Agent, Member, RoomId } from '@parley/protocol'
import { AgentField } from '../../shared/agent-field.tsx'
import { useCommand } from '../../shared/use-command.ts'

type AddAgentsProps = { room: RoomId; agents: readonly Agent[]; members: readonly Member[] }

/** Brings agents into the room, one choice after the other. [R3] */
export function AddAgents({ room, agents, members }: AddAgentsProps) {
  const [adding, setAdding] = useState(false)
  const { run, trouble } = useCommand(room)
  if (!adding) {
    return (
      <button
        type="button"
        onClick={() => setAdding(true)}
        className="flex h-[58px] w-full items-center gap-3 pl-3.5 text-[15px] text-blue hover:bg-hover"
      >
        <span className="grid size-[42px] place-items-center rounded-full bg-field">
          <Plus size={20} aria-hidden />
        </span>
        Add somebody
      </button>
    )
  }
  return (
    <div className="fade-in">
      <AgentField
        agents={agents}
        without={members.map(({ id }) => id)}
        label="Add somebody"
        placeholder="Add somebody"
        fieldClassName="flex items-center gap-2 px-4 py-2.5"
        listClassName="max-h-[264px] overflow-y-auto overscroll-contain px-1.5 pb-1.5"
        onCancel={() => setAdding(false)}
        onPick={(agent) => void run({ type: 'add-member', member: agent.id })}
      />
      {trouble && <p className="px-4 pb-3 text-[13px] text-red">{trouble}</p>}
    </div>
  )
}
