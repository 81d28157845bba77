import Reply from 'lucide-react/icons/reply'
import X from 'lucide-react/icons/x'
import { plainWords } from '../../shared/plain-words.ts'
import { useEscape } from '../../shared/use-escape.ts'

/** Above the field: what is answered, and the way out. [W3] */
export function ReplyBar({ author, text, onCancel }: { author: string; text: string; onCancel: () => void }) {
  useEscape(onCancel)
  return (
    <div
      data-testid="reply-bar"
      className="fade-in flex items-center gap-2 pb-1.5 pl-1 text-[13px] text-soft"
    >
      <Reply size={15} aria-hidden className="shrink-0 text-blue" />
      <span className="min-w-0 flex-1 truncate">
        Replying to <span className="font-medium text-ink">{author}</span>
        {` · ${plainWords(text, 160)}`}
      </span>
      <button
        type="button"
        aria-label="Cancel reply"
        onClick={onCancel}
        className="tap grid size-7 shrink-0 place-items-center rounded-full hover:bg-hover hover:text-ink"
      >
        <X size={16} aria-hidden />
      </button>
    </div>
  )
}
