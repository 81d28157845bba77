/** Rows of the height that the real ones will have. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading rooms">
      {[0.62, 0.48, 0.7, 0.4, 0.56, 0.66].map((width) => (
        <div key={width} className="flex h-[70px] items-center gap-3 pl-5">
          <span className="skeleton size-11 shrink-0 !rounded-full" />
          <span className="grid flex-1 gap-2">
            <span className="skeleton h-3" style={{ width: `${width * 80}%` }} />
            <span className="skeleton h-2.5 w-[85%]" />
          </span>
        </div>
      ))}
    </div>
  )
}
