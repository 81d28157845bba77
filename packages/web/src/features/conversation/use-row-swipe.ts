import { useRef } from 'react'
import type { PointerEvent } from 'react'
import type { EventId } from '@parley/protocol'

const BEGIN_PX = 12
/** A row that is drawn so far to the right is answered. */
const REPLY_PX = 52
const FARTHEST_PX = 76
const TIMES_PX = 62

type Drag = {
  x: number
  y: number
  row: HTMLElement | undefined
  direction: 'reply' | 'times' | undefined
  px: number
}

/**
 * What a finger does sideways in a conversation: to the right it answers a message, to the left it shows when
 * each was said, which `onTimes` has drawn. A mouse does neither. [W1, W3]
 */
export function useRowSwipe(onReply: (message: EventId) => void, onTimes: () => void) {
  const drag = useRef<Drag>(undefined)
  const end = (timeline: HTMLElement) => {
    const now = drag.current
    drag.current = undefined
    if (now?.direction === 'times') {
      timeline.style.setProperty('--reveal', '0px')
      setTimeout(() => delete timeline.dataset['revealing'], 260)
    }
    if (now?.direction !== 'reply' || now.row === undefined) return
    const { row } = now
    row.style.transition = 'translate 260ms var(--glide)'
    row.style.translate = ''
    delete row.dataset['replying']
    setTimeout(() => (row.style.transition = ''), 280)
    const id = row.dataset['id']
    if (now.px >= REPLY_PX && id !== undefined) onReply(id as EventId)
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === 'mouse') return
      const target = event.target as HTMLElement
      if (target.closest('[data-scroll-x], [role="menu"]')) return
      const row = target.closest<HTMLElement>('.message-row[data-seq]') ?? undefined
      drag.current = { x: event.clientX, y: event.clientY, row, direction: undefined, px: 0 }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = drag.current
      if (now === undefined) return
      const [dx, dy] = [event.clientX - now.x, event.clientY - now.y]
      if (now.direction === undefined) {
        if (Math.hypot(dx, dy) < BEGIN_PX) return
        const isSideways = Math.abs(dx) > Math.abs(dy) * 1.4
        if (!isSideways || (dx > 0 && now.row === undefined)) {
          drag.current = undefined
          return
        }
        now.direction = dx > 0 ? 'reply' : 'times'
        if (now.direction === 'times') {
          event.currentTarget.dataset['revealing'] = ''
          onTimes()
        }
      }
      if (now.direction === 'times') {
        now.px = Math.min(TIMES_PX, Math.max(0, -dx * 0.8))
        event.currentTarget.style.setProperty('--reveal', `${now.px}px`)
      } else if (now.row) {
        now.px = Math.min(FARTHEST_PX, Math.max(0, dx * 0.7))
        now.row.style.transition = 'none'
        now.row.style.translate = `${now.px}px 0`
        now.row.dataset['replying'] = now.px >= REPLY_PX ? 'yes' : 'almost'
      }
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => end(event.currentTarget),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => {
      if (drag.current) drag.current.px = 0
      end(event.currentTarget)
    },
  }
}
