import type { ReactNode, Ref } from 'react'

type BubbleProps = {
  own: boolean
  tail: boolean
  typing?: boolean
  jumbo?: boolean
  status?: string
  gradient: Ref<HTMLDivElement>
  children: ReactNode
}

/** The shape alone; what stands in it is rendered as text, never as markup. [W1, W4] */
export function Bubble({ own, tail, typing, jumbo, status, gradient, children }: BubbleProps) {
  return (
    <div
      ref={own ? gradient : undefined}
      dir="auto"
      className={own ? 'bubble bubble-own' : 'bubble'}
      data-tail={tail && !typing ? '' : undefined}
      data-typing={typing ? '' : undefined}
      data-jumbo={jumbo ? '' : undefined}
      data-status={status}
    >
      {children}
    </div>
  )
}
