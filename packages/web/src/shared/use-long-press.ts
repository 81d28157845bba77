import { useRef } from 'react'
import type { PointerEvent } from 'react'

const LONG_PRESS_MS = 550
const MOVED_PX = 10

/** Handlers for an element that acts when a finger rests on it for 550 ms without moving. [W1] */
export function useLongPress(act: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number }>(undefined)
  const cancel = () => {
    clearTimeout(press.current?.timer)
    press.current = undefined
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType === 'mouse') return
      cancel()
      press.current = { timer: setTimeout(act, LONG_PRESS_MS), x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent) => {
      const start = press.current
      if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > MOVED_PX) cancel()
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
  }
}
