import { useRef } from 'react'
import Plus from 'lucide-react/icons/plus'

/** Opens the system's own choice of files. [W3] */
export function AttachButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        aria-label="Attach files"
        onClick={() => input.current?.click()}
        title="Attach files"
        className="tap mb-[2px] grid size-8 shrink-0 place-items-center rounded-full bg-field text-soft transition-colors hover:text-ink"
      >
        <Plus size={19} strokeWidth={2.2} aria-hidden />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="file-input"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // The same file may be chosen again.
          event.target.value = ''
        }}
      />
    </>
  )
}
