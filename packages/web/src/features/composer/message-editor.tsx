import { useState } from 'react'
import Pencil from 'lucide-react/icons/pencil'
import X from 'lucide-react/icons/x'
import { isBlank } from '@parley/protocol'
import type { EventId, RoomId } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'
import { useEscape } from '../../shared/use-escape.ts'
import { ComposerField } from './composer-field.tsx'
import { SendButton } from './send-button.tsx'
import { textLimit } from './text-limit.ts'

type MessageEditorProps = {
  room: RoomId
  message: EventId
  /** What it says now. */
  text: string
  /** What agents said after it is taken away, and they answer anew. */
  rerun: boolean
  onDone: () => void
}

/** The composer while it edits a message that was sent; Esc leaves it as it was. [D14, W3] */
export function MessageEditor({ room, message, text: before, rerun, onDone }: MessageEditorProps) {
  const [text, setText] = useState(before)
  const { run, busy, trouble } = useCommand(room)
  useEscape(onDone)
  const { tooLong, hint } = textLimit(text)
  const ready = !isBlank(text) && !tooLong && !busy
  const save = async () => {
    if (!ready) return
    const same = text.trim() === before && !rerun
    const edit = { type: 'edit-message', message, text: text.trim(), ...(rerun ? { rerun } : {}) } as const
    if (same || (await run(edit))) onDone()
  }
  return (
    <ComposerField
      testId="message-editor"
      label={rerun ? 'Edit your message and ask again' : 'Edit your message'}
      text={text}
      note={trouble ?? hint}
      trouble={trouble !== undefined}
      tooLong={tooLong}
      autoFocus="always"
      above={
        <div className="fade-in flex items-center gap-2 pb-1.5 pl-1 text-[13px] text-soft">
          <Pencil size={14} aria-hidden className="shrink-0 text-blue" />
          <span className="min-w-0 flex-1">
            <span className="font-medium text-ink">{rerun ? 'Edit and ask again' : 'Edit message'}</span>
            {rerun && <span className="max-wide:hidden"> · what agents said after it goes</span>}
          </span>
          <button
            type="button"
            aria-label="Cancel editing"
            onClick={onDone}
            className="tap grid size-7 place-items-center rounded-full hover:bg-hover hover:text-ink"
          >
            <X size={16} aria-hidden />
          </button>
        </div>
      }
      buttons={<SendButton label="Save" ready={ready} shown onSend={() => void save()} />}
      onText={setText}
      onSubmit={() => void save()}
      onCancel={onDone}
    />
  )
}
