import { useRef } from 'react'
import type { MouseEvent } from 'react'
import type { MenuPoint } from './room-menu.tsx'
import { useLongPress } from '../../shared/use-long-press.ts'

/** Handlers for what opens a menu where it is pressed: right click, the menu key, or a finger that rests. [W2] */
export function useMenuRequest(open: (at: MenuPoint) => void) {
  const last = useRef<MenuPoint>({ x: 0, y: 0 })
  const press = useLongPress(() => open(last.current))
  return {
    ...press,
    onPointerDown: (event: Parameters<typeof press.onPointerDown>[0]) => {
      last.current = { x: event.clientX, y: event.clientY }
      press.onPointerDown(event)
    },
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      event.preventDefault()
      const box = event.currentTarget.getBoundingClientRect()
      // The keyboard's own request has no place, or that of the element's corner.
      const byKey = event.button !== 2
      open(byKey ? { x: box.left + 24, y: box.top + box.height / 2 } : { x: event.clientX, y: event.clientY })
    },
  }
}
