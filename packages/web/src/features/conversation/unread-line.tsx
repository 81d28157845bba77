/** Where the reader had left off. [R5, C6] */
export function UnreadLine() {
  return (
    <div
      data-testid="unread-line"
      role="separator"
      aria-label="New messages"
      className="flex items-center gap-3 pt-4 pb-1 text-[11px] font-semibold text-blue"
    >
      <span aria-hidden className="h-px flex-1 bg-blue/40" />
      New
      <span aria-hidden className="h-px flex-1 bg-blue/40" />
    </div>
  )
}
