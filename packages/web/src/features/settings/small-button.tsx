import type { ReactNode } from 'react'

type SmallButtonProps = { danger?: boolean; onPress: () => void; children: ReactNode }

/** A quiet button at the end of a line. */
export function SmallButton({ danger = false, onPress, children }: SmallButtonProps) {
  return (
    <button
      type="button"
      onClick={onPress}
      className={`h-8 shrink-0 rounded-full bg-field px-3 text-[13px] font-medium hover:bg-bubble ${danger ? 'text-red' : 'text-blue'}`}
    >
      {children}
    </button>
  )
}
