import type { MemberId, Seq, TimelineItem } from '@parley/protocol'
import type { PendingMessage } from '@parley/client'
import { knownSentence } from '../../shared/error-words.ts'
import { failureSentence } from './failure-words.ts'
import type { Person } from './people.ts'

type AnnouncerProps = {
  timeline: readonly TimelineItem[]
  pending: readonly PendingMessage[]
  people: ReadonlyMap<MemberId, Person>
  me: MemberId
  after: Seq | undefined
}

/** So many stay: several may have come since the last time the page was drawn. */
const KEPT = 5

/**
 * Reads out each message of others once, when it is complete, politely; and at once that somebody could not answer,
 * or that a message of one's own was not delivered. Who types is not told: it would never be quiet. [W7, M8, W6]
 */
export function Announcer({ timeline, pending, people, me, after = Infinity as Seq }: AnnouncerProps) {
  const fresh = timeline.slice(-4 * KEPT).filter((item) => item.deleted !== true && item.seq > after)
  const said = fresh.flatMap((item) =>
    item.kind === 'message' && item.by !== me && item.status !== 'streaming' && item.text !== ''
      ? [item]
      : [],
  )
  const failed = fresh.flatMap((item) => (item.kind === 'line' && item.line.type === 'failed' ? [item] : []))
  const nameOf = (id: MemberId) => people.get(id)?.name ?? 'Someone'
  return (
    <>
      <div
        role="log"
        aria-label="New messages"
        aria-live="polite"
        aria-relevant="additions"
        className="sr-only"
      >
        {said.slice(-KEPT).map(({ id, by, text }) => (
          <p key={id}>{`${nameOf(by)}: ${text}`}</p>
        ))}
      </div>
      <div aria-live="assertive" aria-relevant="additions" className="sr-only">
        {failed.slice(-KEPT).map(({ id, line }) => (
          <p key={id}>
            {line.type === 'failed' && failureSentence(line.failure, line.member && nameOf(line.member))}
          </p>
        ))}
        {pending
          .filter(({ state }) => state === 'failed')
          .slice(-KEPT)
          .map(({ id, text, error }) => (
            <p key={id}>{[`Not delivered: ${text}`, knownSentence(error)].filter(Boolean).join('\n')}</p>
          ))}
      </div>
    </>
  )
}
