import { useEffect, useState } from 'react'
import type { EventId, MemberId, RoomId, TimelineItem } from '@parley/protocol'
import { useParley } from '@parley/react'
import { plainWords } from '../../shared/plain-words.ts'

type QuotedMessageProps = {
  room: RoomId
  id: EventId
  /** As the timeline has it; undefined: it is older than what was loaded. */
  known: TimelineItem | undefined
  own: boolean
  nameOf: (id: MemberId) => string
  onJump: (message: EventId) => void
}

/** Above an answer: the beginning of what it answers, always one line high; a press leads there. [W3] */
export function QuotedMessage({ room, id, known, own, nameOf, onJump }: QuotedMessageProps) {
  const client = useParley()
  const [fetched, setFetched] = useState<TimelineItem>()
  useEffect(() => {
    if (known !== undefined) return undefined
    let wanted = true
    client.item(room, id).then(
      (item) => wanted && setFetched(item),
      // Then the answer stands without what it answers.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [client, room, id, known])
  const item = known ?? fetched
  const message = item?.kind === 'message' ? item : undefined
  const gone = message?.deleted === true
  const text = message === undefined ? '…' : gone ? 'Deleted message' : plainWords(message.text)
  return (
    <button
      type="button"
      data-testid="quote"
      data-quotes={id}
      tabIndex={-1}
      disabled={gone}
      aria-label={`In answer to ${message ? nameOf(message.by) : 'a message'}: ${text.slice(0, 200)}`}
      onClick={() => onJump(id)}
      className={`quote ${own ? 'self-end' : ''}`}
    >
      {message && (
        <span aria-hidden className="max-w-[45%] shrink-0 truncate pr-1.5 font-semibold">
          {nameOf(message.by)}
        </span>
      )}
      <span aria-hidden dir="auto" className="truncate">
        {text.slice(0, 200)}
      </span>
    </button>
  )
}
