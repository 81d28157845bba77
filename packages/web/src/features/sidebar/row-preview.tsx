import type { MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import type { Typist } from '@parley/room'
import { useStoredDraft } from '../../shared/drafts.ts'
import { namesInWords, shortName } from '../../shared/names.ts'
import { TypingDots } from '../../shared/typing-dots.tsx'
import { previewOf } from './preview.ts'

type RowPreviewProps = { room: RoomState; me: MemberId; typists: readonly Typist[]; selected: boolean }

/** Two lines at most: the last words, or dots while somebody types; of other rooms a draft. [W2] */
export function RowPreview({ room, me, typists, selected }: RowPreviewProps) {
  const draft = useStoredDraft(room.id).trim()
  const { head, timeline } = room.view
  if (typists.length > 0) {
    const names = typists.map(({ member }) => head.members.find(({ id }) => id === member)?.name ?? 'Someone')
    return (
      <span className="mt-1 flex min-w-0 flex-1 items-center gap-2 text-[12.5px] text-soft group-aria-[current=page]:text-white">
        <span className="inline-grid h-[19px] place-items-center rounded-full bg-bubble px-2">
          <TypingDots small />
        </span>
        <span className="truncate">{namesInWords(names.map(shortName), 2)}</span>
        <span className="sr-only">typing</span>
      </span>
    )
  }
  if (draft !== '' && !selected && room.unread === 0) {
    return (
      <span
        data-testid="draft-preview"
        className="line-clamp-2 flex-1 text-[12.5px] leading-[16.5px] [overflow-wrap:anywhere] text-soft"
      >
        <span className="text-red">Draft:</span> {draft.slice(0, 200)}
      </span>
    )
  }
  const { text, tone } = previewOf(head, timeline, room.pending, me)
  return (
    <span
      className={`line-clamp-2 flex-1 text-[12.5px] leading-[16.5px] [overflow-wrap:anywhere] group-aria-[current=page]:text-white ${tone === 'trouble' ? 'text-red' : 'text-soft'}`}
    >
      {text}
    </span>
  )
}
