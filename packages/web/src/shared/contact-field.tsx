import { useId, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react'
import type { MemberId } from '@parley/protocol'
import { CHIPS, moveAmongChips } from './chip-keys.ts'
import { matchingContacts, namedContacts } from './contact-matches.ts'
import { ContactOption } from './contact-option.tsx'
import type { Contact } from './contacts.ts'

type ContactFieldProps = {
  contacts: readonly Contact[]
  /** Not offered: chosen already. */
  without: readonly MemberId[]
  label: string
  placeholder: string
  /** Stands before the text, in the same field: what was chosen. */
  chips?: ReactNode
  fieldClassName: string
  listClassName: string
  onPick: (contacts: readonly Contact[]) => void
  /** Backspace in an empty field. */
  onTakeBack?: () => void
  /** Enter in an empty field. */
  onDone?: () => void
  /** Esc in an empty field; without it, Esc leaves the field. */
  onCancel?: () => void
}

/**
 * Type to filter agents and people, arrow keys and Enter to choose, or write names with commas between them; the
 * list is always open. [W2, W7]
 */
export function ContactField(props: ContactFieldProps) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(-1)
  const found = matchingContacts(props.contacts, query, props.without)
  const current = Math.min(active, found.length - 1)
  const write = (text: string) => {
    setQuery(text)
    setActive(text.trim() === '' ? -1 : 0)
  }
  const pick = (contact: Contact) => {
    props.onPick([contact])
    write('')
  }
  const take = (text: string) => {
    const { named, rest } = namedContacts(props.contacts, text, props.without)
    if (named.length > 0) props.onPick(named)
    write(rest)
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const list = event.clipboardData.getData('text/plain').trim()
    if (!/[,;\n\t]/u.test(list)) return
    event.preventDefault()
    take(`${query}${list},`)
  }
  const go = (index: number) => {
    const next = (index + found.length) % Math.max(found.length, 1)
    setActive(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const { selectionStart, selectionEnd } = event.currentTarget
    const isAtStart = selectionStart === 0 && selectionEnd === 0
    if (isAtStart && event.key === 'ArrowLeft' && moveAmongChips(event.currentTarget, event.key)) return
    const chosen = found[current]
    if (event.key === 'ArrowDown') go(current + 1)
    else if (event.key === 'ArrowUp') go(current < 0 ? -1 : current - 1)
    else if (event.key === 'Enter' && chosen) pick(chosen)
    else if (event.key === 'Enter' && query === '') props.onDone?.()
    else if (event.key === 'Escape') {
      event.stopPropagation()
      if (query !== '') write('')
      else if (props.onCancel) props.onCancel()
      else event.currentTarget.blur()
    } else if (event.key === 'Backspace' && query === '') {
      // Held down to empty the field, it stops there.
      if (!event.repeat) props.onTakeBack?.()
      return
    } else if (event.key !== 'Enter') return
    event.preventDefault()
  }
  return (
    <>
      <div {...CHIPS} className={props.fieldClassName}>
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
          onChange={(event) => take(event.target.value)}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
          className="h-7 min-w-[4ch] flex-1 bg-transparent text-[15px] outline-none max-wide:text-[16px]"
        />
      </div>
      <ul id={`${id}-list`} role="listbox" aria-label="Agents and people" className={props.listClassName}>
        {found.map((contact, index) => (
          <ContactOption
            key={contact.id}
            id={`${id}-${index}`}
            contact={contact}
            active={index === current}
            onPick={() => pick(contact)}
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
