import type { ReactNode } from 'react'

type SmallButtonProps = {
  danger?: boolean
  /** What it did last is still under way: it keeps the focus and does nothing. */
  busy?: boolean
  /** What it is called where its words alone do not say. */
  label?: string
  onPress: () => void
  children: ReactNode
}

/** A quiet button at the end of a line. */
export function SmallButton({ danger = false, busy = false, label, onPress, children }: SmallButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={busy}
      onClick={() => !busy && onPress()}
      className={`tap h-8 shrink-0 rounded-full bg-field px-3 text-[13px] font-medium hover:bg-bubble aria-disabled:opacity-50 ${danger ? 'text-red' : 'text-blue'}`}
    >
      {children}
    </button>
  )
}
