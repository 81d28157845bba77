import { useEffect } from 'react'
import { isOverlaid } from '../../shared/overlaid.ts'
import { shortcutOf } from './shortcuts.ts'
import type { ShortcutAction } from './shortcuts.ts'

/** Calls `act` for each shortcut that is pressed anywhere on the page, and that no part of it took. [W5] */
export function useShortcuts(act: (action: ShortcutAction) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = shortcutOf(event, whereabouts(event.target))
      if (action === undefined) return
      event.preventDefault()
      act(action)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [act])
}

function whereabouts(target: EventTarget | null): { typing: boolean; inDialog: boolean } {
  const element = target instanceof HTMLElement ? target : undefined
  return {
    typing: element?.closest('input, textarea, select, [contenteditable]') != null,
    inDialog: isOverlaid(),
  }
}
