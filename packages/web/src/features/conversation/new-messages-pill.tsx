import ArrowDown from 'lucide-react/icons/arrow-down'

/** The way back to the end, with how much has come meanwhile. [W1] */
export function NewMessagesPill({ count, onGo }: { count: number; onGo: () => void }) {
  const words = count === 0 ? 'Jump to the end' : count === 1 ? '1 new message' : `${count} new messages`
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-full flex justify-center pb-3">
      <button
        type="button"
        onClick={onGo}
        className={`fade-in pointer-events-auto flex h-8 items-center gap-1.5 rounded-full text-[13px] font-medium shadow-[0_4px_18px_rgb(0_0_0/0.2),0_0_0_0.5px_var(--line-strong)] ${count === 0 ? 'w-8 justify-center bg-raised text-soft hover:text-ink' : 'bg-blue-fill pr-3.5 pl-2.5 text-white'}`}
      >
        <ArrowDown size={16} aria-hidden />
        <span className={count === 0 ? 'sr-only' : undefined}>{words}</span>
      </button>
    </div>
  )
}
