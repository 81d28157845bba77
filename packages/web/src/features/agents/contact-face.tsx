import type { Agent } from '@parley/protocol'
import { Avatar } from '../../shared/avatar.tsx'

/** One agent in the list of contacts. */
export function ContactFace({ agent }: { agent: Agent }) {
  const notes = [agent.starter && 'AI impression', agent.paused && 'paused', agent.outside && 'outside']
  const note = notes.filter(Boolean).join(' · ')
  return (
    <>
      <Avatar face={agent} sizePx={44} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-[15px] font-medium">{agent.name}</span>
        <span className="block truncate text-[12.5px] text-soft">{agent.title}</span>
      </span>
      {note && <span className="shrink-0 text-[11px] text-soft">{note}</span>}
    </>
  )
}
