import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Agent, MemberId } from '@parley/protocol'
import { useParley } from '@parley/react'
import { errorSentence } from '../../shared/error-words.ts'
import { workshop } from '../../shared/workshop.ts'
import { AgentActions } from './agent-actions.tsx'
import { AgentEditor } from './agent-editor.tsx'
import { changesOf, copyName, draftOf, NEW_DRAFT, profileOf } from './draft.ts'
import type { Draft } from './draft.ts'
import { TryPanel } from './try-panel.tsx'

type AgentPageProps = {
  /** Undefined: a new one. */
  agent: Agent | undefined
  names: readonly string[]
  back: ReactNode
  onMade: (agent: MemberId) => void
  onDeleted: (agent: Agent) => void
}

/** The editor with its test beside it, or below it on a phone. Mount it anew for each agent. [A1] */
export function AgentPage({ agent, names, back, onMade, onDeleted }: AgentPageProps) {
  const client = useParley()
  const [saved, setSaved] = useState<Draft>(agent === undefined ? NEW_DRAFT : draftOf(agent))
  const [draft, setDraft] = useState(saved)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ words: string; trouble: boolean }>()
  const change = changesOf(saved, draft)
  const run = async (work: () => Promise<void>, words: string) => {
    setBusy(true)
    setSaid(undefined)
    try {
      await work()
      await client.loadAgents()
      setSaid({ words, trouble: false })
    } catch (error) {
      setSaid({ words: errorSentence(error), trouble: true })
    } finally {
      setBusy(false)
    }
  }
  const show = (now: Agent) => {
    setSaved(draftOf(now))
    setDraft(draftOf(now))
  }
  const save = () =>
    run(async () => {
      if (agent === undefined) onMade((await workshop.createAgent(profileOf(draft))).id)
      else show(await workshop.changeAgent(agent.id, change ?? {}))
    }, 'Saved. Every room has it.')
  const duplicate = () =>
    run(async () => {
      const copy = { ...profileOf(saved), name: copyName(saved.name, names) }
      onMade((await workshop.createAgent(copy)).id)
    }, '')
  return (
    <section
      aria-label={agent === undefined ? 'New agent' : `Edit ${agent.name}`}
      className="h-full overflow-y-auto overscroll-contain bg-sheet pt-[env(safe-area-inset-top)]"
    >
      <header className="sticky top-0 z-10 flex h-14 items-center gap-2 bg-sheet/85 pr-2 pl-1 backdrop-blur-xl">
        <span className="flex min-w-16">{back}</span>
        <h1 className="min-w-0 flex-1 truncate text-center text-[16px] font-semibold">
          {agent === undefined ? 'New agent' : saved.name}
        </h1>
        <button
          type="button"
          disabled={busy || change === undefined || draft.name.trim() === ''}
          onClick={() => void save()}
          className="tap min-w-16 rounded-full px-2 py-1.5 text-right text-[16px] font-semibold text-blue disabled:opacity-40"
        >
          {agent === undefined ? 'Create' : 'Save'}
        </button>
      </header>
      {said && said.words !== '' && (
        <p
          role="status"
          className={`px-4 pb-2 text-center text-[13px] ${said.trouble ? 'text-red' : 'text-soft'}`}
        >
          {said.words}
        </p>
      )}
      <div className="mx-auto grid max-w-[1000px] grid-cols-1 gap-4 px-4 pb-10 lg:grid-cols-[minmax(0,1fr)_320px]">
        <AgentEditor
          agent={agent}
          draft={draft}
          onChange={(fields) => setDraft((before) => ({ ...before, ...fields }))}
        />
        <div className="grid grid-cols-1 content-start gap-4 self-start lg:sticky lg:top-14">
          <TryPanel draft={draft} />
          {agent && (
            <AgentActions
              agent={agent}
              busy={busy}
              onDuplicate={() => void duplicate()}
              onReset={() =>
                void run(async () => show(await workshop.resetAgent(agent.id)), 'As it was at first.')
              }
              onDelete={() =>
                void run(async () => {
                  await workshop.deleteAgent(agent.id)
                  // Where one arrives, it is to be gone.
                  await client.loadAgents()
                  onDeleted(agent)
                }, '')
              }
            />
          )}
        </div>
      </div>
    </section>
  )
}
