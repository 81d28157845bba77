import { memo } from 'react'
import SmilePlus from 'lucide-react/icons/smile-plus'
import { clockTime } from '../../shared/clock.ts'

type MessageAsideProps = { at: number; own: boolean; imported: boolean; onOpen: () => void }

/** Beside the bubble, on hover or focus: when it was said, and the way to its menu. It stays as the words grow. [W1] */
export const MessageAside = memo(function MessageAside({ at, own, imported, onOpen }: MessageAsideProps) {
  return (
    <div
      className={`message-aside absolute inset-y-0 flex items-center gap-1 px-2.5 ${own ? 'right-full flex-row-reverse' : 'left-full'}`}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label="React and more"
        onClick={onOpen}
        className="grid size-7 place-items-center rounded-full text-soft hover:bg-hover hover:text-ink"
      >
        <SmilePlus size={17} aria-hidden />
      </button>
      <time
        className="text-[11px] whitespace-nowrap text-soft tabular-nums"
        dateTime={new Date(at).toISOString()}
      >
        {imported ? `${clockTime(at)} · imported` : clockTime(at)}
      </time>
    </div>
  )
})
