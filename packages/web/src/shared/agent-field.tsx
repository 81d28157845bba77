import { useId, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Agent, MemberId } from '@parley/protocol'
import { matchingAgents } from './agent-matches.ts'
import { AgentOption } from './agent-option.tsx'

type AgentFieldProps = {
  agents: readonly Agent[]
  /** Not offered: chosen already. */
  without: readonly MemberId[]
  label: string
  placeholder: string
  /** Stands before the text, in the same field: what was chosen. */
  chips?: ReactNode
  fieldClassName: string
  listClassName: string
  onPick: (agent: Agent) => void
  /** Backspace in an empty field. */
  onTakeBack?: () => void
  /** Enter in an empty field. */
  onDone?: () => void
  /** Esc; where it is not taken, it closes whatever is around. */
  onCancel?: () => void
}

/** Type to filter agents, arrow keys and Enter to choose; the list is always open. [W2, W7] */
export function AgentField(props: AgentFieldProps) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(-1)
  const found = matchingAgents(props.agents, query, props.without)
  const current = Math.min(active, found.length - 1)
  const pick = (agent: Agent) => {
    props.onPick(agent)
    setQuery('')
    setActive(-1)
  }
  const go = (index: number) => {
    const next = (index + found.length) % Math.max(found.length, 1)
    setActive(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const chosen = found[current]
    if (event.key === 'ArrowDown') go(current + 1)
    else if (event.key === 'ArrowUp') go(current < 0 ? -1 : current - 1)
    else if (event.key === 'Enter' && chosen) pick(chosen)
    else if (event.key === 'Enter' && query === '') props.onDone?.()
    else if (event.key === 'Escape' && props.onCancel) {
      event.stopPropagation()
      props.onCancel()
    } else if (event.key === 'Backspace' && query === '') return props.onTakeBack?.()
    else if (event.key !== 'Enter') return
    event.preventDefault()
  }
  return (
    <>
      <div className={props.fieldClassName}>
        {props.chips}
        <input
          role="combobox"
          aria-label={props.label}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
          autoComplete="off"
          autoFocus
          placeholder={props.placeholder}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(event.target.value.trim() === '' ? -1 : 0)
          }}
          onKeyDown={onKeyDown}
          className="h-7 min-w-[6ch] flex-1 bg-transparent text-[15px] outline-none max-wide:text-[16px]"
        />
      </div>
      <ul id={`${id}-list`} role="listbox" aria-label="Agents" className={props.listClassName}>
        {found.map((agent, index) => (
          <AgentOption
            key={agent.id}
            id={`${id}-${index}`}
            agent={agent}
            active={index === current}
            onPick={() => pick(agent)}
          />
        ))}
      </ul>
      {found.length === 0 && query.trim() !== '' && (
        <p
          role="status"
          className="px-5 py-3 text-[13px] text-soft"
        >{`Nobody here is called “${query.trim()}”.`}</p>
      )}
    </>
  )
}
