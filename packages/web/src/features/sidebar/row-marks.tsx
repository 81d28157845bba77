import BellOff from 'lucide-react/icons/bell-off'

/** The dot of a room with something new; grey where its alerts are hidden. [W2, R5] */
export function UnreadDot({
  unread,
  muted,
  className,
}: {
  unread: number
  muted: boolean
  className: string
}) {
  return (
    <span
      className={`size-[10px] shrink-0 rounded-full ${muted ? 'bg-[light-dark(#9a9aa0,#8b8b91)]' : 'bg-[#0a7cff]'} ${className}`}
    >
      <span className="sr-only">{`${unread > 99 ? '99+' : unread} unread`}</span>
    </span>
  )
}

/** Its alerts are hidden. */
export function MutedMark() {
  return (
    <span role="img" aria-label="Alerts hidden" title="Alerts hidden" className="inline-flex shrink-0">
      <BellOff size={12} strokeWidth={2.2} aria-hidden />
    </span>
  )
}
