import { REPLY_MODES } from '@parley/protocol'
import type { ReplyMode } from '@parley/protocol'
import { ReplyModeMark } from '../../shared/reply-mode-mark.tsx'
import { REPLY_MODE_WORDS } from '../../shared/reply-modes.ts'

/** Who decides that they speak. [R1] */
export function LivelinessStep({
  replyMode,
  onChoose,
}: {
  replyMode: ReplyMode
  onChoose: (replyMode: ReplyMode) => void
}) {
  return (
    <div role="radiogroup" aria-label="Reply mode" className="grid gap-2 text-left">
      {REPLY_MODES.map((mode) => (
        <label
          key={mode}
          className="relative flex cursor-pointer items-center gap-3 rounded-[14px] bg-field px-4 py-3 has-checked:bg-blue-fill has-checked:text-white has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-blue"
        >
          <input
            type="radio"
            name="liveliness"
            className="over-label"
            checked={mode === replyMode}
            onChange={() => onChoose(mode)}
          />
          <ReplyModeMark replyMode={mode} sizePx={20} />
          <span>
            <span className="block text-[15px] font-medium">{REPLY_MODE_WORDS[mode].name}</span>
            <span className="block text-[12.5px] leading-[16px] opacity-90">
              {REPLY_MODE_WORDS[mode].meaning}
            </span>
          </span>
        </label>
      ))}
    </div>
  )
}
