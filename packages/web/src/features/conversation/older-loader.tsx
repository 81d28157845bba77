import { useEffect, useRef } from 'react'
import type { RoomId, Seq } from '@parley/protocol'
import { useParley } from '@parley/react'

type OlderLoaderProps = {
  room: RoomId
  more: boolean
  /** Not all that is there has been drawn. */
  waiting: boolean
  loading: boolean
  oldest: Seq | undefined
}

/** Fetches the page before the oldest message well before the reader gets there. [C4] */
export function OlderLoader({ room, more, waiting, loading, oldest }: OlderLoaderProps) {
  const client = useParley()
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!more || waiting || loading || !line.current) return undefined
    const seen = new IntersectionObserver(
      ([entry]) => {
        // A page that fails is asked for again when the reader scrolls here the next time.
        if (entry?.isIntersecting) client.loadOlder(room).catch(() => undefined)
      },
      { root: line.current.closest('[data-scroller]'), rootMargin: '1200px 0px 0px 0px' },
    )
    seen.observe(line.current)
    return () => seen.disconnect()
  }, [client, room, more, waiting, loading, oldest])
  if (!more) return null
  return (
    <div ref={line} className="grid h-9 shrink-0 place-items-center text-[11px] text-soft">
      {loading && 'Loading earlier messages…'}
    </div>
  )
}
