import type { ReactNode } from 'react'
import Moon from 'lucide-react/icons/moon'

/** "X has notifications silenced": the run of agents is over. [D9] */
export function SilencedLine({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <div
      data-testid="silenced-line"
      className="flex flex-wrap items-center justify-center gap-1.5 text-center text-[12px] text-silenced"
    >
      <Moon size={12} aria-hidden fill="currentColor" className="shrink-0 text-silenced-moon" />
      {name} has notifications silenced
      {children}
    </div>
  )
}
