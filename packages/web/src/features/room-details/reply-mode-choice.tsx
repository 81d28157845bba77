import Check from 'lucide-react/icons/check'
import { REPLY_MODES } from '@parley/protocol'
import type { ReplyMode, RoomId } from '@parley/protocol'
import { ReplyModeMark } from '../../shared/reply-mode-mark.tsx'
import { REPLY_MODE_WORDS } from '../../shared/reply-modes.ts'
import { useCommand } from '../../shared/use-command.ts'

/** Who decides that agents speak here, each choice with what it means. [R1, D10, D11] */
export function ReplyModeChoice({ room, replyMode }: { room: RoomId; replyMode: ReplyMode }) {
  const { run, trouble } = useCommand(room)
  return (
    <section className="overflow-hidden rounded-xl bg-raised">
      <div role="radiogroup" aria-label="Who decides that agents speak">
        {REPLY_MODES.map((choice) => (
          <label
            key={choice}
            className="relative group flex min-h-[58px] cursor-pointer items-center gap-3 border-b border-line px-3.5 py-2 last:border-0 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-blue"
          >
            <input
              type="radio"
              name="reply-mode"
              className="over-label"
              checked={choice === replyMode}
              onChange={() => void run({ type: 'change-room', changes: { replyMode: choice } })}
            />
            <span
              aria-hidden
              className="grid size-[42px] shrink-0 place-items-center rounded-full bg-field text-soft group-has-checked:bg-blue-fill group-has-checked:text-white"
            >
              <ReplyModeMark replyMode={choice} sizePx={20} />
            </span>
            <span className="flex-1">
              <span className="block text-[15px]">{REPLY_MODE_WORDS[choice].name}</span>
              <span className="block text-[12.5px] leading-[16px] text-pretty text-soft">
                {REPLY_MODE_WORDS[choice].meaning}
              </span>
            </span>
            <Check size={19} aria-hidden className="invisible shrink-0 text-blue group-has-checked:visible" />
          </label>
        ))}
      </div>
      {trouble && <p className="px-3.5 pb-3 text-[13px] text-red">{trouble}</p>}
    </section>
  )
}
