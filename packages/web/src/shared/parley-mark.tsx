/** Two bubbles in good spirits: the app's mark, and the company on pages where there is nothing to show. */
export function ParleyMark({ sizePx, lively }: { sizePx: number; lively?: boolean }) {
  return (
    <svg aria-hidden viewBox="0 0 120 100" width={sizePx} height={(sizePx * 100) / 120}>
      <defs>
        <linearGradient id="mark-own" x2="0" y2="1">
          <stop stopColor="#47b5ff" />
          <stop offset="1" stopColor="#0a7cff" />
        </linearGradient>
        <linearGradient id="mark-other" x2="0" y2="1">
          <stop stopColor="#ffd76b" />
          <stop offset="1" stopColor="#ff9f43" />
        </linearGradient>
      </defs>
      <g className={lively ? 'bob-late' : undefined}>
        <path
          fill="url(#mark-other)"
          d="M52 8h38a20 20 0 0 1 20 20v9c0 8 2 13 6 17-7 1-12-1-16-4-3 2-6 2-10 2H52a20 20 0 0 1-20-20v-4A20 20 0 0 1 52 8z"
        />
        <g className={lively ? 'blink' : undefined} fill="#7a3d00">
          <circle cx="70" cy="26" r="4" />
          <circle cx="90" cy="26" r="4" />
        </g>
        <path d="M74 36c3 3 9 3 12 0" fill="none" stroke="#7a3d00" strokeWidth="3" strokeLinecap="round" />
      </g>
      <g className={lively ? 'bob' : undefined}>
        <path
          fill="url(#mark-own)"
          stroke="var(--page)"
          strokeWidth="4"
          paintOrder="stroke"
          d="M28 40h40a22 22 0 0 1 22 22v8a22 22 0 0 1-22 22H28c-4 0-7-1-10-3-4 4-10 6-16 5 4-4 5-9 5-17v-15a21 21 0 0 1 21-22z"
        />
        <g className={lively ? 'blink' : undefined} fill="#fff">
          <circle cx="38" cy="62" r="5" />
          <circle cx="60" cy="62" r="5" />
        </g>
        <path d="M42 74c4 5 10 5 14 0" fill="none" stroke="#fff" strokeWidth="3.5" strokeLinecap="round" />
      </g>
    </svg>
  )
}
