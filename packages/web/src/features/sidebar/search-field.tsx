import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'

/** Filters the list while one types; Esc clears it. [R8] */
export function SearchField({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  return (
    <div className="relative mt-1">
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-soft"
      />
      <input
        type="search"
        data-shortcut="search"
        aria-label="Search rooms"
        placeholder="Search"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          if (query === '') event.currentTarget.blur()
          onQuery('')
        }}
        className="h-[31px] w-full rounded-[9px] bg-field pr-8 pl-8 text-[14px] max-wide:h-9 max-wide:text-[16px]"
      />
      {query !== '' && (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => onQuery('')}
          className="absolute top-1/2 right-0 grid size-8 -translate-y-1/2 place-items-center text-soft hover:text-ink"
        >
          <X size={15} aria-hidden />
        </button>
      )}
    </div>
  )
}
