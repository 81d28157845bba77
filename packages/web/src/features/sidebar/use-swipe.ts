import { useEffect, useRef, useState } from 'react'
import type { MouseEvent, PointerEvent } from 'react'

/** Before a finger has moved so far it may still press or scroll. */
const BEGIN_PX = 12

type Drag = { x: number; y: number; from: number; at: number; moving: boolean }

/**
 * Lets a finger draw an element aside, `widthPx` to the left at most, over what lies below it; it stays there
 * once it was drawn past the half, until something else is touched. A mouse does nothing. What lies below is seen
 * after a finger has `touched` it, and not sooner. [W2]
 */
export function useSwipe(widthPx: number) {
  const element = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag>(undefined)
  const swiped = useRef(false)
  const [touched, setTouched] = useState(false)
  const [open, setOpen] = useState(false)
  const place = (px: number, gliding: boolean) => {
    const { current } = element
    if (current === null) return
    current.style.transition = gliding ? 'transform 280ms var(--glide)' : 'none'
    current.style.transform = px === 0 ? '' : `translateX(${px}px)`
  }
  const settle = (next: boolean) => {
    drag.current = undefined
    place(next ? -widthPx : 0, true)
    setOpen(next)
  }
  useEffect(() => {
    if (!open) return undefined
    const outside = (event: globalThis.PointerEvent) => {
      if (element.current?.parentElement?.contains(event.target as Node)) return
      place(0, true)
      setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      swiped.current = false
      if (event.pointerType === 'mouse') return
      setTouched(true)
      const from = open ? -widthPx : 0
      drag.current = { x: event.clientX, y: event.clientY, from, at: from, moving: false }
    },
    onPointerMove: (event: PointerEvent) => {
      const now = drag.current
      if (now === undefined) return
      const [dx, dy] = [event.clientX - now.x, event.clientY - now.y]
      if (!now.moving) {
        if (Math.hypot(dx, dy) < BEGIN_PX) return
        if (Math.abs(dx) <= Math.abs(dy)) {
          drag.current = undefined
          return
        }
        now.moving = true
        swiped.current = true
      }
      // Beyond the end it gives a little.
      const wanted = Math.min(0, now.from + dx)
      now.at = wanted < -widthPx ? -widthPx + (wanted + widthPx) / 4 : wanted
      place(now.at, false)
    },
    onPointerUp: () => {
      const now = drag.current
      if (now?.moving) settle(now.at < -widthPx / 2)
      drag.current = undefined
    },
    onPointerCancel: () => {
      if (drag.current?.moving) settle(open)
      drag.current = undefined
    },
    /** A swipe is no press. */
    onClickCapture: (event: MouseEvent) => {
      if (!swiped.current && !open) return
      event.preventDefault()
      event.stopPropagation()
      if (!swiped.current) settle(false)
    },
  }
  return { element, touched, open, close: () => settle(false), handlers }
}
