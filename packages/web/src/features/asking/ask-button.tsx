import type { Member } from '@parley/protocol'
import { Avatar } from '../../shared/avatar.tsx'
import { shortName } from '../../shared/names.ts'
import type { AgentWork } from '../../shared/turn-work.ts'

type AskButtonProps = { agent: Member; work: AgentWork; onAsk: () => void }

/** Asks one agent. Its avatar shows what it is about: a turning ring at work, its place while it waits. [D11] */
export function AskButton({ agent, work, onAsk }: AskButtonProps) {
  const name = shortName(agent.name)
  const free = work.kind === 'free'
  return (
    <button
      type="button"
      data-testid="ask"
      data-agent={agent.id}
      data-work={work.kind}
      aria-label={`Ask ${agent.name}${STATE[work.kind]}${work.kind === 'asked' ? ` (${work.place})` : ''}`}
      // Not `disabled`: the button keeps the focus while its own agent is at work.
      aria-disabled={!free}
      // The field keeps the focus, and a phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => free && onAsk()}
      className="ask-button"
    >
      <span className="relative flex rounded-full" aria-hidden>
        <Avatar face={agent} sizePx={24} />
        {work.kind === 'working' && <span className="ask-ring" />}
        {work.kind === 'asked' && <span className="ask-place">{work.place}</span>}
      </span>
      <span className="max-w-[12ch] truncate">{name}</span>
    </button>
  )
}

const STATE: Record<AgentWork['kind'], string> = {
  free: '',
  paused: ', paused',
  working: ', answering',
  asked: ', waiting',
}
