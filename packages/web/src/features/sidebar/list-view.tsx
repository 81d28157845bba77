import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'

/** At the end of the list: leads to what was put away. [R5] */
export function ShelfButton({ words, count, onOpen }: { words: string; count?: number; onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex h-9 w-full items-center gap-1 rounded-[10px] px-3 text-[13px] max-wide:h-11 max-wide:px-5 text-soft hover:bg-hover hover:text-ink"
    >
      {words}
      {count !== undefined && <span className="tabular-nums">{` · ${count}`}</span>}
      <ChevronRight size={15} aria-hidden className="ml-auto" />
    </button>
  )
}

/** Above such a list: what it is, and the way back. */
export function ShelfHead({ words, onBack }: { words: string; onBack: () => void }) {
  return (
    <div className="flex h-10 items-center max-wide:px-2">
      <button
        type="button"
        onClick={onBack}
        className="tap flex h-9 items-center rounded-full pr-2.5 pl-1 text-[14px] text-blue hover:bg-hover"
      >
        <ChevronLeft size={19} aria-hidden />
        Rooms
      </button>
      <h2 className="ml-auto pr-3 text-[14px] font-semibold">{words}</h2>
    </div>
  )
}
