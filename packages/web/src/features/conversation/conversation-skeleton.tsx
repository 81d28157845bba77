/** A conversation's outline while it is fetched: header and bubbles stand where they will. */
export function ConversationSkeleton() {
  return (
    <div role="status" aria-label="Loading room" className="flex h-full flex-col">
      <div className="h-[58px] shrink-0 border-b border-line px-4 py-5 max-wide:h-[92px]">
        <span className="skeleton block h-4 w-56 max-w-[60%]" />
      </div>
      <div className="flex flex-1 flex-col justify-end gap-2.5 px-4 pb-20">
        {[44, 62, 30].map((width) => (
          <span key={width} className="skeleton h-9 !rounded-[18px]" style={{ width: `${width}%` }} />
        ))}
        <span className="skeleton h-9 w-[38%] self-end !rounded-[18px]" />
        <span className="skeleton h-14 w-[52%] !rounded-[18px]" />
      </div>
    </div>
  )
}
