import { useState } from 'react'
import type { FormEvent } from 'react'
import type { AgentProfile, AgentTest } from '@parley/protocol'
import { errorSentence } from '../../shared/error-words.ts'
import { TypingDots } from '../../shared/typing-dots.tsx'
import { workshop } from '../../shared/workshop.ts'
import type { Draft } from './draft.ts'
import { profileOf } from './draft.ts'

/** As much as goes with a question. */
const MAX_SAID = 20

/** Says something to the agent as it is being edited; no room hears of it, and nothing is kept. [A1] */
export function TryPanel({ draft }: { draft: Draft }) {
  const [said, setSaid] = useState<AgentTest['said']>([])
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [note, setNote] = useState<{ words: string; trouble: boolean }>()
  const ask = async (event: FormEvent) => {
    event.preventDefault()
    const line = text.trim()
    if (line === '' || busy) return
    const asked = [...said, { by: 'person' as const, text: line }].slice(-MAX_SAID)
    setSaid(asked)
    setText('')
    setBusy(true)
    setNote(undefined)
    try {
      const profile = { ...profileOf(draft), name: draft.name.trim() || 'New agent' } as AgentProfile
      const { text: answer, failure, rehearsal } = await workshop.testAgent({ profile, said: asked })
      if (answer) setSaid([...asked, { by: 'agent', text: answer.slice(0, 4_000) }])
      if (failure) setNote({ words: failure.message, trouble: true })
      else if (rehearsal) setNote({ words: 'A rehearsal: no AI model was asked.', trouble: false })
    } catch (error) {
      setNote({ words: errorSentence(error), trouble: true })
    } finally {
      setBusy(false)
    }
  }
  return (
    <section aria-label="Test this agent" className="flex flex-col gap-2 rounded-xl bg-raised p-4">
      <div className="flex items-center justify-between">
        <h2 className="text-[15px] font-medium">Test this agent</h2>
        {said.length > 0 && (
          <button type="button" className="tap text-[13px] font-medium text-blue" onClick={() => setSaid([])}>
            Start over
          </button>
        )}
      </div>
      <p className="text-[12.5px] leading-[16px] text-soft">
        Talk to it as it stands here, saved or not. No room hears of it, but what it costs counts towards the
        budget.
      </p>
      <div role="log" aria-label="Test conversation" className="grid gap-1.5">
        {said.map(({ by, text: words }, index) => (
          <p
            // Lines are only ever added at the end.
            key={index}
            data-testid={`try-${by}`}
            className={`w-fit max-w-[85%] rounded-[18px] px-3 py-1.5 text-[15px] leading-[20px] whitespace-pre-wrap [overflow-wrap:anywhere] ${
              by === 'person' ? 'justify-self-end bg-blue-fill text-white' : 'bg-bubble'
            }`}
          >
            {words}
          </p>
        ))}
        {busy && (
          <span className="w-fit rounded-[18px] bg-bubble px-3 py-2">
            <TypingDots />
          </span>
        )}
      </div>
      {note && (
        <p role="status" className={`text-[12.5px] ${note.trouble ? 'text-red' : 'text-soft'}`}>
          {note.words}
        </p>
      )}
      <form onSubmit={(event) => void ask(event)} className="flex items-center gap-2">
        <input
          aria-label="Say something to it"
          placeholder="Say something"
          value={text}
          maxLength={4_000}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          className="h-9 min-w-0 flex-1 rounded-full border border-line-strong bg-page px-3.5 text-[15px] max-wide:text-[16px]"
        />
        <button
          type="submit"
          disabled={busy || text.trim() === ''}
          className="pill-button disabled:opacity-50"
        >
          Ask
        </button>
      </form>
    </section>
  )
}
