import type { ReactNode } from 'react'

type LineButtonProps = { onPress: (button: Element) => void; children: ReactNode }

/** A few words in a line of the room that lead somewhere. */
export function LineButton({ onPress, children }: LineButtonProps) {
  return (
    <button
      type="button"
      onClick={(event) => onPress(event.currentTarget)}
      className="tap rounded-full px-1.5 py-[3px] text-[12px] font-medium text-soft hover:bg-hover hover:text-ink"
    >
      {children}
    </button>
  )
}
