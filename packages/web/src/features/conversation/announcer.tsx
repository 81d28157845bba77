import type { MemberId, Seq, TimelineItem } from '@parley/protocol'
import type { Person } from './people.ts'

type AnnouncerProps = {
  timeline: readonly TimelineItem[]
  people: ReadonlyMap<MemberId, Person>
  me: MemberId
  after: Seq | undefined
}

/** Reads out each message of others once it is complete, politely. [W7] */
export function Announcer({ timeline, people, me, after = Infinity as Seq }: AnnouncerProps) {
  const last = timeline.findLast(
    (item) => item.kind === 'message' && item.by !== me && item.status !== 'streaming' && item.seq > after,
  )
  return (
    <div aria-live="polite" aria-atomic className="sr-only">
      {last?.kind === 'message' && `${people.get(last.by)?.name ?? 'Someone'}: ${last.text}`}
    </div>
  )
}
