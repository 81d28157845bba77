import { CardDialog } from '../../shared/card-dialog.tsx'
import { LOCAL_SHORTCUTS, MODIFIED_SHORTCUTS, SHORTCUTS } from './shortcuts.ts'

/** All keys at a glance. [W5] */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const keys = Object.entries(SHORTCUTS).map(
    ([key, { words }]) => [key === 'Escape' ? 'Esc' : key, words] as const,
  )
  const modified = Object.entries(MODIFIED_SHORTCUTS).map(
    ([key, { words }]) => [`Ctrl or ⌘ ${key}`, words] as const,
  )
  return (
    <CardDialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid gap-1 text-[14px]">
        {[...keys, ...modified, ...LOCAL_SHORTCUTS].map(([key, words]) => (
          <div key={key} className="flex items-center justify-between py-1">
            <dt>{words}</dt>
            <dd>
              <kbd className="rounded-md bg-field px-2 py-0.5 font-sans text-[12.5px] text-soft">{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </CardDialog>
  )
}
