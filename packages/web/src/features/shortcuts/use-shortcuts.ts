import { useEffect } from 'react'
import { shortcutOf } from './shortcuts.ts'
import type { ShortcutAction } from './shortcuts.ts'

/** Calls `act` for each shortcut that is pressed anywhere on the page. [W5] */
export function useShortcuts(act: (action: ShortcutAction) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = shortcutOf(event, whereabouts(event.target))
      if (action === undefined) return
      event.preventDefault()
      act(action)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [act])
}

function whereabouts(target: EventTarget | null): { typing: boolean; inDialog: boolean } {
  const element = target instanceof HTMLElement ? target : undefined
  return {
    typing: element?.closest('input, textarea, select, [contenteditable]') != null,
    inDialog: document.querySelector('[role="dialog"], [role="alertdialog"]') !== null,
  }
}
