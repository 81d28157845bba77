import { useSyncExternalStore } from 'react'

/** Below this the list and the conversation are two screens. [W7] */
export const NARROW = '(width < 768px)'
/** A mouse or trackpad, hence most likely a keyboard too. */
export const PRECISE_POINTER = '(hover: hover) and (pointer: fine)'
/** Something that can point at a thing without touching it. */
export const HOVER = '(hover: hover)'

/** Whether the media query holds; renders again when that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}
