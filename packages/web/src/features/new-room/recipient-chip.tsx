import X from 'lucide-react/icons/x'
import type { Agent } from '@parley/protocol'
import { Avatar } from '../../shared/avatar.tsx'

/** Somebody whom the new room is for; its cross takes them out again. */
export function RecipientChip({ agent, onRemove }: { agent: Agent; onRemove: () => void }) {
  return (
    <span className="fade-in flex h-7 max-w-[220px] items-center gap-1.5 rounded-full bg-[light-dark(#dcebff,#173a63)] pr-1 pl-[3px] text-[13.5px] text-[light-dark(#0050ac,#a8d1ff)]">
      <Avatar face={agent} sizePx={22} />
      <span className="truncate">{agent.name}</span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Remove ${agent.name}`}
        onClick={onRemove}
        className="grid size-5 place-items-center rounded-full hover:bg-hover"
      >
        <X size={13} aria-hidden />
      </button>
    </span>
  )
}
