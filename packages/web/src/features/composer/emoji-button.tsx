import { Suspense, useState } from 'react'
import Smile from 'lucide-react/icons/smile'
import { later } from '../../shared/later.ts'

const EmojiPicker = later(() => import('./emoji-picker.tsx').then((module) => module.EmojiPicker))

type EmojiButtonProps = { onPick: (emoji: string) => void; onEscape: () => void }

/** Opens the picker; what is chosen there is put in where the caret is. [W3] */
export function EmojiButton({ onPick, onEscape }: EmojiButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-label="Emoji"
        title="Emoji"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="tap mb-[2px] grid size-8 shrink-0 place-items-center rounded-full text-soft transition-colors hover:bg-hover hover:text-ink"
      >
        <Smile size={23} strokeWidth={1.75} aria-hidden />
      </button>
      {open && (
        <Suspense>
          <EmojiPicker onPick={onPick} onEscape={onEscape} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
