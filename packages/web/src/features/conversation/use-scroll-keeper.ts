import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { ScrollKeeper } from './scroll-keeper.ts'
import { ViewportGradient } from './viewport-gradient.ts'

/** The scrolling of one conversation: refs for its three elements, and whether the reader is at the end. */
export function useScrollKeeper() {
  const [keeper] = useState(() => new ScrollKeeper())
  const [gradient] = useState(() => new ViewportGradient())
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!scroller.current || !content.current || !rows.current) return undefined
    gradient.attach(scroller.current)
    const stopMoving = keeper.onMove(() => gradient.update())
    const detach = keeper.attach(scroller.current, content.current, rows.current)
    return () => {
      stopMoving()
      detach()
    }
  }, [keeper, gradient])
  const pinned = useSyncExternalStore(keeper.onPin, () => keeper.pinned)
  return { keeper, gradient, scroller, content, rows, pinned }
}
