import { useRef } from 'react'
import Paperclip from 'lucide-react/icons/paperclip'

/** Opens the system's own choice of files. [W3] */
export function AttachButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        aria-label="Attach files"
        onClick={() => input.current?.click()}
        className="m-[3px] grid size-7 shrink-0 place-items-center rounded-full text-soft hover:text-ink"
      >
        <Paperclip size={17} aria-hidden />
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
