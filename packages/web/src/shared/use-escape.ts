import { useEffect, useEffectEvent } from 'react'
import { isOverlaid } from './overlaid.ts'

/** Esc, wherever the focus is: after what lies over the page, and before the shortcut that leaves the room. [W5] */
export function useEscape(act: () => void): void {
  const escape = useEffectEvent(act)
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isOverlaid()) return
      event.preventDefault()
      escape()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}
