import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { REACTIONS } from '@parley/protocol'
import type { Reaction } from '@parley/protocol'
import { ReactionGlyph } from '../../shared/reaction-glyph.tsx'
import { REACTION_NAMES } from '../../shared/reaction-words.ts'

type TapbackMenuProps = {
  own: boolean
  chosen: Reaction | undefined
  onReact: (reaction: Reaction) => void
  onClose: () => void
}

/** Room that the menu needs above its bubble, the header included. */
const HEADROOM_PX = 150

/** Six tapbacks in a row: arrow keys move, Enter gives or takes back, Esc and a click elsewhere close. [W1] */
export function TapbackMenu({ own, chosen, onReact, onClose }: TapbackMenuProps) {
  const menu = useRef<HTMLDivElement>(null)
  const [below, setBelow] = useState(false)
  useLayoutEffect(() => {
    const bubble = menu.current?.parentElement?.getBoundingClientRect()
    setBelow(bubble !== undefined && bubble.top < HEADROOM_PX)
    menu.current?.querySelector<HTMLElement>('[data-initial]')?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!menu.current?.contains(event.target as Node)) onClose()
    }
    document.addEventListener('pointerdown', outside, true)
    return () => document.removeEventListener('pointerdown', outside, true)
  }, [onClose])
  const move = (event: KeyboardEvent) => {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step !== undefined) buttons[(at + step + buttons.length) % buttons.length]?.focus()
    if (event.key === 'Escape' || event.key === 'Tab') onClose()
    if (step === undefined && event.key !== 'Escape' && event.key !== 'Tab') return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label="React"
      onKeyDown={move}
      className={`tapback-menu absolute z-30 flex gap-0.5 rounded-full p-1 ${below ? 'top-full mt-2' : 'bottom-full mb-2'} ${own ? 'right-0 origin-right' : 'left-0 origin-left'}`}
    >
      {REACTIONS.map((reaction, index) => (
        <button
          key={reaction}
          type="button"
          role="menuitemradio"
          aria-checked={reaction === chosen}
          aria-label={REACTION_NAMES[reaction]}
          title={REACTION_NAMES[reaction]}
          data-initial={(chosen === undefined ? index === 0 : reaction === chosen) ? '' : undefined}
          onClick={() => {
            onReact(reaction)
            onClose()
          }}
          className="grid size-[42px] place-items-center rounded-full hover:bg-hover"
        >
          <ReactionGlyph reaction={reaction} sizePx={22} />
        </button>
      ))}
    </div>
  )
}
