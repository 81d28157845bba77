import { Dialog } from '@base-ui/react/dialog'
import { useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import Command from 'lucide-react/icons/command'
import MessageCircle from 'lucide-react/icons/message-circle'
import Search from 'lucide-react/icons/search'
import UserRound from 'lucide-react/icons/user-round'
import { matchingEntries } from './palette-entries.ts'
import type { PaletteEntry } from './palette-entries.ts'

const ICONS: Record<PaletteEntry['kind'], typeof Command> = {
  room: MessageCircle,
  agent: UserRound,
  command: Command,
}
const KINDS: Record<PaletteEntry['kind'], string> = { room: 'Room', agent: 'Agent', command: 'Command' }

type PaletteProps = { entries: readonly PaletteEntry[]; onClose: () => void }

/** Everything by a few letters: rooms, agents, commands. Arrow keys choose, Enter does it. [W5, W7] */
export function Palette({ entries, onClose }: PaletteProps) {
  const list = useId()
  const [open, setOpen] = useState(true)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const shown = matchingEntries(entries, query)
  const at = Math.min(chosen, Math.max(0, shown.length - 1))
  const run = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return
    setOpen(false)
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While it closes the focus is here still, but the keys are not for it.
    if (!open || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = (at + step + shown.length) % Math.max(1, shown.length)
      setChosen(next)
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(shown[at])
    } else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
      // The key that opened it; untaken, it leads out of the page into the browser's own search.
      event.preventDefault()
      setOpen(false)
    }
  }
  return (
    <Dialog.Root open={open} onOpenChange={setOpen} onOpenChangeComplete={(now) => !now && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="overlay z-50" />
        <Dialog.Popup className="card palette z-50" aria-label="Go to, or do">
          <Dialog.Title className="sr-only">Go to a room, or do something</Dialog.Title>
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search size={17} aria-hidden className="shrink-0 text-soft" />
            <input
              role="combobox"
              aria-expanded
              aria-controls={list}
              aria-activedescendant={shown.length > 0 ? `${list}-${at}` : undefined}
              aria-label="Rooms, agents and commands"
              placeholder="Rooms, agents and commands"
              value={query}
              onChange={(event) => {
                setQuery(event.target.value)
                setChosen(0)
              }}
              onKeyDown={onKeyDown}
              className="h-12 w-full bg-transparent text-[16px] outline-none"
            />
          </div>
          <ul
            id={list}
            role="listbox"
            aria-label="Found"
            className="max-h-[min(52dvh,420px)] overflow-y-auto p-1.5"
          >
            {shown.map((entry, index) => {
              const Icon = ICONS[entry.kind]
              return (
                // The field has the focus and takes the keys.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <li
                  key={entry.id}
                  id={`${list}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  onPointerMove={() => setChosen(index)}
                  onClick={() => run(entry)}
                  className="group flex h-10 items-center gap-2.5 rounded-lg px-2.5 text-[14.5px] aria-selected:bg-blue-fill aria-selected:text-white"
                >
                  <Icon size={17} aria-hidden className="shrink-0 opacity-70" />
                  <span className="max-w-[70%] shrink-0 truncate">{entry.words}</span>
                  <span className="ml-auto min-w-0 truncate pl-3 text-[12px] text-soft group-aria-selected:text-white">
                    {entry.note === '' ? KINDS[entry.kind] : entry.note}
                  </span>
                </li>
              )
            })}
          </ul>
          {shown.length === 0 && (
            <p className="px-4 pb-5 text-center text-[13px] text-soft">Nothing found.</p>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
