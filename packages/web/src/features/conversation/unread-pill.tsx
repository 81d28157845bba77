import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import ArrowUp from 'lucide-react/icons/arrow-up'

type UnreadPillProps = { count: number; scroller: RefObject<HTMLElement | null>; onGo: () => void }

/** The way up to the first unread message, while that is out of view; gone for good once it was seen. [C6] */
export function UnreadPill({ count, scroller, onGo }: UnreadPillProps) {
  const [state, setState] = useState<'unknown' | 'above' | 'seen'>('unknown')
  useEffect(() => {
    const line = scroller.current?.querySelector('[data-testid="unread-line"]')
    if (!line) return undefined
    const seen = new IntersectionObserver(
      ([entry]) => {
        if (entry) setState(entry.isIntersecting ? 'seen' : (known) => (known === 'seen' ? known : 'above'))
      },
      { root: scroller.current, rootMargin: '-60px 0px 0px 0px' },
    )
    seen.observe(line)
    return () => seen.disconnect()
  }, [scroller])
  if (state !== 'above') return null
  return (
    <div className="pointer-events-none absolute inset-x-0 top-full z-10 flex justify-center pt-3">
      <button
        type="button"
        data-testid="unread-pill"
        onClick={() => {
          setState('seen')
          onGo()
        }}
        className="fade-in pointer-events-auto flex h-8 items-center gap-1.5 rounded-full bg-raised pr-3.5 pl-2.5 text-[13px] font-medium text-blue shadow-[0_4px_18px_rgb(0_0_0/0.2),0_0_0_0.5px_var(--line-strong)]"
      >
        <ArrowUp size={16} aria-hidden />
        {count > 99 ? '99+ new messages' : count === 1 ? '1 new message' : `${count} new messages`}
      </button>
    </div>
  )
}
