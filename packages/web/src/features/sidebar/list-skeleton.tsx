const WIDTHS = ['w-[50%]', 'w-[38%]', 'w-[56%]', 'w-[32%]', 'w-[45%]', 'w-[53%]']

/** Rows of the height that the real ones will have. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading rooms">
      {WIDTHS.map((width) => (
        <div key={width} className="flex h-[70px] items-center gap-2.5 pl-5 max-wide:pl-7">
          <span className="skeleton size-11 shrink-0 !rounded-full" />
          <span className="grid flex-1 gap-2">
            <span className={`skeleton h-3 ${width}`} />
            <span className="skeleton h-2.5 w-[85%]" />
          </span>
        </div>
      ))}
    </div>
  )
}
