import type { Agent } from '@parley/protocol'
import { shortName } from '../../shared/names.ts'
import { SwitchRow } from '../../shared/switch-row.tsx'

type GreetingProps = { agent: Agent; chosen: boolean; onChoose: (chosen: boolean) => void }

/** Lets an agent open the room with its own first message. [A3] */
export function Greeting({ agent, chosen, onChoose }: GreetingProps) {
  const text = agent.firstMessage ?? ''
  return (
    <div className="border-t border-line px-4 py-1.5">
      <SwitchRow
        name={`${shortName(agent.name)} begins`}
        note={text.length > 120 ? `${text.slice(0, 120)}…` : text}
        checked={chosen}
        onChange={onChoose}
      />
    </div>
  )
}
