import ArrowUp from 'lucide-react/icons/arrow-up'

type SendButtonProps = { label?: string; ready: boolean; shown: boolean; onSend: () => void }

/** Springs up as soon as there is something to send. */
export function SendButton({ label = 'Send', ready, shown, onSend }: SendButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={!ready}
      // The field keeps the focus, and a phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onSend}
      className={`tap m-[3px] grid size-7 shrink-0 place-items-center rounded-full bg-[#0a7cff] text-white transition-[scale,opacity,visibility] duration-300 ease-(--spring) disabled:opacity-40 ${shown ? '' : 'invisible scale-50 opacity-0'}`}
    >
      <ArrowUp size={18} strokeWidth={2.6} aria-hidden />
    </button>
  )
}
