import type { Agent } from '@parley/protocol'
import { AgentField } from '../../shared/agent-field.tsx'
import { RecipientChip } from './recipient-chip.tsx'

type ToFieldProps = {
  agents: readonly Agent[]
  chosen: readonly Agent[]
  onChosen: (chosen: readonly Agent[]) => void
  onDone: () => void
}

/** "To:", with a chip for each who was chosen. [W2] */
export function ToField({ agents, chosen, onChosen, onDone }: ToFieldProps) {
  return (
    <AgentField
      agents={agents}
      without={chosen.map(({ id }) => id)}
      label="To"
      placeholder={chosen.length === 0 ? 'Type a name, or choose below' : ''}
      fieldClassName="flex min-h-[58px] shrink-0 flex-wrap items-center gap-1.5 border-b border-line py-2 px-4"
      listClassName="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2"
      chips={
        <>
          <span className="text-[14px] text-soft">To:</span>
          {chosen.map((agent) => (
            <RecipientChip
              key={agent.id}
              agent={agent}
              onRemove={() => onChosen(chosen.filter(({ id }) => id !== agent.id))}
            />
          ))}
        </>
      }
      onPick={(agent) => onChosen([...chosen, agent])}
      onTakeBack={() => onChosen(chosen.slice(0, -1))}
      onDone={onDone}
    />
  )
}
