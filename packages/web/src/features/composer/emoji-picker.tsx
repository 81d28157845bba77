import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { EMOJI_GROUPS, findEmoji } from './emoji-data.ts'
import type { Emoji } from './emoji-data.ts'

const MOST_FOUND = 64
const COLUMNS = 8

type EmojiPickerProps = {
  onPick: (emoji: string) => void
  /** Closed by key: whoever opened it takes the focus back, or what is typed next would be taken for shortcuts. */
  onEscape: () => void
  onClose: () => void
}

/** All emoji by group, with a search. Arrow keys walk the grid; Esc closes, and so does Tab out of it. [W3, W7] */
export function EmojiPicker({ onPick, onEscape, onClose }: EmojiPickerProps) {
  const [query, setQuery] = useState('')
  const picker = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as Element
      if (!picker.current?.contains(target) && target.closest('[aria-label="Emoji"]') === null) onClose()
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [onClose])
  const groups =
    query.trim() === '' ? EMOJI_GROUPS : [{ name: 'Found', emojis: findEmoji(query.trim(), MOST_FOUND) }]
  const pick = ({ emoji }: Emoji) => {
    onPick(emoji)
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const fromSearch = event.target instanceof HTMLInputElement
    if (event.key === 'Escape' || (event.key === 'Tab' && event.shiftKey === fromSearch)) {
      onClose()
      onEscape()
    } else if (!walk(picker.current, event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={picker}
      role="dialog"
      aria-label="Emoji"
      data-testid="emoji-picker"
      onKeyDown={onKeyDown}
      className="popover absolute right-3 bottom-full z-30 mb-1 flex h-[320px] max-h-[50dvh] w-[322px] max-w-[calc(100vw-24px)] flex-col overflow-hidden"
    >
      <input
        type="search"
        autoFocus
        aria-label="Search emoji"
        placeholder="Search emoji"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          const first = groups[0]?.emojis[0]
          if (event.key !== 'Enter' || query === '' || !first || event.nativeEvent.isComposing) return
          // The field has the focus by the time the key would do what it does in a field.
          event.preventDefault()
          pick(first)
        }}
        className="m-2 h-9 shrink-0 rounded-[9px] bg-field px-3 text-[15px] max-wide:text-[16px]"
      />
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2" data-scroll-x>
        {groups.map(({ name, emojis }) => (
          <section key={name} aria-label={name} className="emoji-group">
            <h3 className="px-1 pt-1.5 pb-1 text-[11.5px] font-semibold text-soft">{name}</h3>
            <div className="grid grid-cols-8">
              {emojis.map((emoji) => (
                <button
                  key={emoji.slug}
                  type="button"
                  // Tab stops at the first; arrow keys lead on, and nobody has to pass them all to get out.
                  tabIndex={emoji === groups[0]?.emojis[0] ? 0 : -1}
                  aria-label={emoji.name}
                  title={emoji.name}
                  onClick={() => pick(emoji)}
                  className="grid aspect-square place-items-center rounded-lg text-[22px] leading-none hover:bg-hover"
                >
                  {emoji.emoji}
                </button>
              ))}
            </div>
          </section>
        ))}
        {groups[0]?.emojis.length === 0 && (
          <p className="py-8 text-center text-[13px] text-soft">No emoji of that name.</p>
        )}
      </div>
    </div>
  )
}

/** Moves the focus as an arrow key says; answers whether it did. */
function walk(picker: HTMLElement | null, event: KeyboardEvent): boolean {
  const buttons = [...(picker?.querySelectorAll<HTMLElement>('button') ?? [])]
  const at = buttons.indexOf(document.activeElement as HTMLElement)
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key]
  if (step === undefined || (at < 0 && event.key !== 'ArrowDown')) return false
  const next = at < 0 ? 0 : at + step
  if (next < 0) picker?.querySelector('input')?.focus()
  else buttons[Math.min(next, buttons.length - 1)]?.focus()
  return true
}
