import type { Agent } from '@parley/protocol'

type AgentActionsProps = {
  agent: Agent
  busy: boolean
  onDuplicate: () => void
  onReset: () => void
  onDelete: () => void
}

const FORMATS = ['png', 'json', 'charx'] as const

/** What else can be done with an agent. [A1, A3] */
export function AgentActions({ agent, busy, onDuplicate, onReset, onDelete }: AgentActionsProps) {
  const row = 'flex h-11 w-full items-center border-b border-line px-4 text-left text-[15px] hover:bg-hover'
  return (
    <section aria-label="More" className="overflow-hidden rounded-xl bg-raised">
      <button type="button" disabled={busy} onClick={onDuplicate} className={`${row} text-blue`}>
        Duplicate
      </button>
      <div className="flex flex-wrap gap-2 border-b border-line px-4 pt-2.5 pb-3 text-[15px]">
        <span className="w-full">Save as a character card</span>
        {FORMATS.map((format) => (
          <a
            key={format}
            href={`/api/agents/${agent.id}/card?format=${format}`}
            download
            className="pill-button uppercase"
          >
            {format}
          </a>
        ))}
      </div>
      {agent.starter && (
        <button type="button" disabled={busy} onClick={onReset} className={`${row} text-blue`}>
          Reset to the original
        </button>
      )}
      <button type="button" disabled={busy} onClick={onDelete} className={`${row} border-b-0 text-red`}>
        Delete
      </button>
    </section>
  )
}
