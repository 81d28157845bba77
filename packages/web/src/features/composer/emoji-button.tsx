import { Suspense, lazy, useState } from 'react'
import Smile from 'lucide-react/icons/smile'

const EmojiPicker = lazy(() =>
  import('./emoji-picker.tsx').then((module) => ({ default: module.EmojiPicker })),
)

/** Opens the picker; what is chosen there is put in where the caret is. [W3] */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-label="Emoji"
        title="Emoji"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="m-[3px] grid size-7 shrink-0 place-items-center rounded-full text-soft transition-colors hover:bg-hover hover:text-ink"
      >
        <Smile size={18} aria-hidden />
      </button>
      {open && (
        <Suspense>
          <EmojiPicker onPick={onPick} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
