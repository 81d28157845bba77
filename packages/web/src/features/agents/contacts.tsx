import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Agent } from '@parley/protocol'
import { matchingContacts } from '../../shared/contact-matches.ts'
import { CardDrop } from './card-drop.tsx'

type ContactsProps = {
  agents: readonly Agent[]
  back: ReactNode
  /** Draws one that can be opened. */
  row: (agent: Agent) => ReactNode
  newLink: ReactNode
  onImported: (agent: Agent, notes: readonly string[]) => void
}

/** All agents of the workspace; a card that is dropped here becomes one more. [A1, A3] */
export function Contacts({ agents, back, row, newLink, onImported }: ContactsProps) {
  const [query, setQuery] = useState('')
  const found = matchingContacts(agents, query, [])
  return (
    <CardDrop onImported={onImported}>
      {(importButton) => (
        <section
          aria-label="Contacts"
          className="h-full overflow-y-auto overscroll-contain bg-sheet pt-[env(safe-area-inset-top)]"
        >
          <header className="sticky top-0 z-10 flex h-14 items-center gap-2 bg-sheet/85 px-4 backdrop-blur-xl max-wide:gap-1.5 max-wide:pr-2 max-wide:pl-0">
            {back}
            <h1 className="min-w-0 flex-1 truncate text-[16px] font-semibold">Contacts</h1>
            {importButton}
            {newLink}
          </header>
          <div className="mx-auto grid max-w-[600px] gap-3 px-4 pb-10">
            <input
              type="search"
              aria-label="Search contacts"
              placeholder="Search"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              className="h-9 rounded-[10px] bg-field px-3 text-[15px] max-wide:text-[16px]"
            />
            {found.length === 0 ? (
              <p className="py-8 text-center text-[13px] text-soft">Nobody has that name.</p>
            ) : (
              <ul className="overflow-hidden rounded-xl bg-raised">
                {found.map((agent) => (
                  <li key={agent.id} className="contact">
                    {row(agent)}
                  </li>
                ))}
              </ul>
            )}
            <p className="text-center text-[12px] text-soft">
              Drop a character card here (PNG, JSON or CHARX) to make an agent of it.
            </p>
          </div>
        </section>
      )}
    </CardDrop>
  )
}
