import Plus from 'lucide-react/icons/plus'
import type { Agent } from '@parley/protocol'
import { Avatar } from './avatar.tsx'

type AgentOptionProps = { id: string; agent: Agent; active: boolean; onPick: () => void }

/** One agent that may be chosen. */
export function AgentOption({ id, agent, active, onPick }: AgentOptionProps) {
  return (
    // The keys are handled by the field, which keeps the focus, as in every combobox.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      id={id}
      role="option"
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
      className="group flex items-center gap-3 rounded-xl px-2.5 py-[7px] hover:bg-hover aria-selected:bg-blue-fill aria-selected:text-white"
    >
      <Avatar face={agent} sizePx={38} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-[14.5px] font-medium">{agent.name}</span>
        <span className="block truncate text-[12.5px] text-soft group-aria-selected:text-white">
          {agent.title}
        </span>
      </span>
      {agent.starter && (
        <span className="shrink-0 text-[11px] text-soft group-aria-selected:text-white">AI impression</span>
      )}
      <Plus size={17} aria-hidden className="shrink-0 text-soft group-aria-selected:text-white" />
    </li>
  )
}
