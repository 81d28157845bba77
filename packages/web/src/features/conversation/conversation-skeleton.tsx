import ChevronLeft from 'lucide-react/icons/chevron-left'

const WIDTHS = ['w-[44%]', 'w-[62%]', 'w-[30%]']

/** A conversation's outline while it is fetched: header, bubbles and composer stand where they will. */
export function ConversationSkeleton() {
  return (
    <div role="status" aria-label="Loading room" className="flex h-full flex-col">
      <div className="relative h-[58px] shrink-0 border-b border-line px-4 py-5 max-wide:h-[92px]">
        <ChevronLeft
          size={32}
          strokeWidth={2.4}
          aria-hidden
          className="absolute top-1/2 left-1 -translate-y-1/2 text-blue wide:hidden"
        />
        <span className="skeleton block h-4 w-56 max-w-[60%] max-wide:mx-auto max-wide:mt-9" />
      </div>
      <div className="flex flex-1 flex-col justify-end gap-2.5 px-4 pb-2.5">
        {WIDTHS.map((width) => (
          <span key={width} className={`skeleton h-9 !rounded-[18px] ${width}`} />
        ))}
        <span className="skeleton h-9 w-[38%] self-end !rounded-[18px]" />
        <span className="skeleton h-14 w-[52%] !rounded-[18px]" />
      </div>
      <div className="px-4 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] max-wide:px-3">
        <div className="h-9 rounded-[18px] border border-line-strong" />
      </div>
    </div>
  )
}
