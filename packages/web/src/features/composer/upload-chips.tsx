import X from 'lucide-react/icons/x'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import type { ReactNode } from 'react'
import { fileSize } from '../../shared/file-size.ts'
import type { Upload } from './uploads.ts'

type UploadChipsProps = {
  uploads: readonly Upload[]
  onRetry: (key: string, file: File) => void
  onRemove: (key: string) => void
}

/** The files of the message that is being written, each with how far it is, or why it is not there. [W3] */
export function UploadChips({ uploads, onRetry, onRemove }: UploadChipsProps) {
  if (uploads.length === 0) return null
  return (
    <ul aria-label="Files" className="flex flex-wrap gap-1.5 pb-2">
      {uploads.map(({ key, file, state }) => (
        <li
          key={key}
          data-testid="upload"
          data-state={state.name}
          className="relative flex max-w-[240px] items-center gap-1.5 overflow-hidden rounded-xl bg-hover py-1.5 pr-1 pl-3"
        >
          <span className="min-w-0">
            <span className="block truncate text-[13px]">{file.name}</span>
            <span
              role={state.name === 'failed' ? 'alert' : undefined}
              className={`block truncate text-[11px] ${state.name === 'failed' ? 'text-red' : 'text-soft'}`}
            >
              {state.name === 'failed' ? state.reason : fileSize(file.size)}
            </span>
          </span>
          {state.name === 'failed' && (
            <ChipButton label={`Try ${file.name} again`} onPress={() => onRetry(key, file)}>
              <RotateCcw size={14} aria-hidden />
            </ChipButton>
          )}
          <ChipButton label={`Remove ${file.name}`} onPress={() => onRemove(key)}>
            <X size={15} aria-hidden />
          </ChipButton>
          {state.name === 'sending' && (
            <progress
              aria-label={`Sending ${file.name}`}
              value={state.share}
              max={1}
              className="absolute inset-x-0 bottom-0 h-[3px] w-full"
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function ChipButton(props: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      onClick={props.onPress}
      className="tap grid size-7 shrink-0 place-items-center rounded-full text-soft hover:text-ink"
    >
      {props.children}
    </button>
  )
}
