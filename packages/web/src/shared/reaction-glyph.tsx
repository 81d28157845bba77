import type { ReactNode } from 'react'
import type { Reaction } from '@parley/protocol'

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const THUMB = (
  <>
    <rect x="2.2" y="10.2" width="4.3" height="10.2" rx="1.7" />
    <path d="M8 11.1c1.9-1.5 3.1-3.9 3.5-6.9.2-1.5 1-2.3 2.2-2.2 1.6.1 2.4 1.5 2.2 3.4-.1 1.2-.5 2.4-1 3.5h4.2c1.6 0 2.7 1.2 2.5 2.7-.1.7-.4 1.2-.9 1.6.6.5.8 1.2.7 1.9-.1.8-.6 1.4-1.3 1.8.3.4.4.9.3 1.5-.2 1-.9 1.6-1.9 1.9.1.3.1.6 0 1-.3 1-1.2 1.5-2.4 1.5h-2.9c-2 0-3.6-.4-5.2-1.4z" />
  </>
)

const GLYPHS: Record<Reaction, ReactNode> = {
  heart: (
    <path d="M12 20.8C7.3 17.3 2.4 13.5 2.4 8.7c0-3 2.2-5.3 5-5.3 1.9 0 3.6 1 4.6 2.7 1-1.7 2.7-2.7 4.6-2.7 2.8 0 5 2.3 5 5.3 0 4.8-4.9 8.6-9.6 12.1z" />
  ),
  like: THUMB,
  dislike: <g transform="rotate(180 12 12)">{THUMB}</g>,
  laugh: (
    <g {...stroke} strokeWidth="2.15">
      <path d="M3.2 3v7.4M8.4 3v7.4M3.2 6.8h5.2" />
      <path d="M12.8 10.4 16 3l3.2 7.4M13.9 8.2h4.2" />
      <path d="M5.6 14v7.2M10.8 14v7.2M5.6 17.7h5.2" />
      <path d="M15 21.2l3.2-7.2 3.2 7.2M16.1 19h4.2" />
    </g>
  ),
  emphasize: (
    <>
      <path d="M5.2 3.9c0-1.2.9-2 2.2-2s2.2.8 2.2 2l-.7 10.2c-.1.8-.7 1.3-1.5 1.3s-1.4-.5-1.5-1.3z" />
      <path d="M14.4 3.9c0-1.2.9-2 2.2-2s2.2.8 2.2 2l-.7 10.2c-.1.8-.7 1.3-1.5 1.3s-1.4-.5-1.5-1.3z" />
      <circle cx="7.4" cy="19.6" r="2.3" />
      <circle cx="16.6" cy="19.6" r="2.3" />
    </>
  ),
  question: (
    <>
      <path
        {...stroke}
        strokeWidth="3.6"
        d="M7 7.4c.5-2.5 2.4-3.9 5-3.9 2.9 0 5 1.7 5 4.2 0 3.5-4.6 3.8-4.6 7.2"
      />
      <circle cx="12.3" cy="20" r="2.4" />
    </>
  ),
}

/** A tapback's sign, drawn to be read at 16 px. Takes the colour of the text around it. [W1] */
export function ReactionGlyph({ reaction, sizePx }: { reaction: Reaction; sizePx: number }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      width={sizePx}
      height={sizePx}
      fill="currentColor"
      className={reaction === 'heart' ? 'glyph-heart' : undefined}
    >
      {GLYPHS[reaction]}
    </svg>
  )
}
