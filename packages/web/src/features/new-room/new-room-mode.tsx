import { REPLY_MODES } from '@parley/protocol'
import type { ReplyMode } from '@parley/protocol'
import { REPLY_MODE_WORDS } from '../../shared/reply-modes.ts'
import { SegmentedChoice } from '../../shared/segmented-choice.tsx'

const OPTIONS = REPLY_MODES.map((value) => ({ value, name: REPLY_MODE_WORDS[value].name }))

type NewRoomModeProps = { replyMode: ReplyMode; onChoose: (replyMode: ReplyMode) => void }

/** Who will decide that agents speak in the new room. [R1, R2] */
export function NewRoomMode({ replyMode, onChoose }: NewRoomModeProps) {
  return (
    <div className="fade-in mx-auto w-full max-w-[420px] px-4 pt-2 text-center">
      <SegmentedChoice label="Reply mode" options={OPTIONS} value={replyMode} onChoose={onChoose} />
      <p className="pt-1.5 text-[12.5px] text-soft">{REPLY_MODE_WORDS[replyMode].meaning}</p>
    </div>
  )
}
