import type { ReplyMode } from '@parley/protocol'
import { ReplyModeMark } from '../../shared/reply-mode-mark.tsx'
import { REPLY_MODE_WORDS } from '../../shared/reply-modes.ts'

/** Who decides that agents speak here. [R1] */
export function ReplyModeNote({ replyMode }: { replyMode: ReplyMode }) {
  const { name, meaning } = REPLY_MODE_WORDS[replyMode]
  return (
    <section aria-label="Reply mode" className="flex items-center gap-3 rounded-xl bg-raised px-3.5 py-3">
      <span className="grid size-9 place-items-center rounded-full bg-field text-soft">
        <ReplyModeMark replyMode={replyMode} sizePx={18} />
      </span>
      <span>
        <span className="block text-[15px]">{name}</span>
        <span className="block text-[12.5px] leading-[16px] text-soft">{meaning}</span>
      </span>
    </section>
  )
}
