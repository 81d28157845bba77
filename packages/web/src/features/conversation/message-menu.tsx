import { useEffect } from 'react'
import type { KeyboardEvent } from 'react'
import { REACTIONS } from '@parley/protocol'
import type { Reaction } from '@parley/protocol'
import { ReactionGlyph } from '../../shared/reaction-glyph.tsx'
import { REACTION_NAMES } from '../../shared/reaction-words.ts'
import { actionLabel } from './message-actions.ts'
import type { MessageAction } from './message-actions.ts'
import { MessageActionIcon } from './message-action-icon.tsx'
import { useMenuPlace } from './use-menu-place.ts'

type MessageMenuProps = {
  own: boolean
  author: string
  chosen: Reaction | undefined
  actions: readonly MessageAction[]
  onReact: (reaction: Reaction) => void
  onAct: (action: MessageAction) => void
  onClose: () => void
}

/**
 * Six tapbacks in a row and what else can be done with the message. Arrow keys move: sideways between the
 * tapbacks, up and down between them and the list; Esc and a click elsewhere close. [W1, W7]
 */
export function MessageMenu(props: MessageMenuProps) {
  const { own, chosen, onClose } = props
  const menu = useMenuPlace()
  useEffect(() => {
    menu.current?.querySelector<HTMLElement>('[data-initial]')?.focus({ preventScroll: true })
  }, [menu])
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!menu.current?.contains(event.target as Node)) onClose()
    }
    document.addEventListener('pointerdown', outside, true)
    return () => document.removeEventListener('pointerdown', outside, true)
  }, [menu, onClose])
  const onKeyDown = (event: KeyboardEvent) => {
    const closes = event.key === 'Escape' || event.key === 'Tab'
    if (closes) onClose()
    if (!closes && !moveInMenu(menu.current, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const side = own ? 'right-0 origin-right' : 'left-0 origin-left'
  return (
    <div ref={menu} role="menu" tabIndex={-1} aria-label="Message" onKeyDown={onKeyDown}>
      <div
        role="group"
        aria-label="React"
        className={`tapback-menu menu-part z-30 flex gap-0.5 rounded-full p-1 ${side}`}
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
              props.onReact(reaction)
              onClose()
            }}
            className="grid size-[42px] place-items-center rounded-full hover:bg-hover"
          >
            <ReactionGlyph reaction={reaction} sizePx={22} />
          </button>
        ))}
      </div>
      <div className={`action-menu menu-part z-30 ${side}`}>
        {props.actions.map((action) => (
          <button
            key={action}
            type="button"
            role="menuitem"
            data-action={action}
            onClick={() => {
              onClose()
              props.onAct(action)
            }}
          >
            {actionLabel(action, props.author)}
            <MessageActionIcon action={action} />
          </button>
        ))}
      </div>
    </div>
  )
}

/** Moves the focus as `key` says; answers whether it is such a key. */
function moveInMenu(menu: HTMLElement | null, key: string): boolean {
  const tapbacks = [...(menu?.querySelectorAll<HTMLElement>('[role="menuitemradio"]') ?? [])]
  const items = [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]
  const focused = document.activeElement as HTMLElement
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[key]
  const upOrDown = { ArrowDown: 1, ArrowUp: -1 }[key]
  if (sideways !== undefined) {
    const at = tapbacks.indexOf(focused)
    if (at >= 0) tapbacks.at((at + sideways) % tapbacks.length)?.focus()
    return true
  }
  if (upOrDown === undefined) return false
  const initial = menu?.querySelector<HTMLElement>('[data-initial]')
  const stops = initial ? [initial, ...items] : items
  const at = Math.max(stops.indexOf(focused), 0)
  stops.at((at + upOrDown) % stops.length)?.focus({ preventScroll: true })
  return true
}
