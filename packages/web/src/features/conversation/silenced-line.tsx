import Moon from 'lucide-react/icons/moon'

/** "X has notifications silenced": the run of agents is over. [D9] */
export function SilencedLine({ name }: { name: string }) {
  return (
    <div
      data-testid="silenced-line"
      className="flex items-center justify-center gap-1.5 text-center text-[12px] text-silenced"
    >
      <Moon size={12} aria-hidden fill="currentColor" className="shrink-0 text-silenced-moon" />
      {name} has notifications silenced
    </div>
  )
}
