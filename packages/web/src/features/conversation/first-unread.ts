import type { EventId, MemberId, TimelineItem } from '@parley/protocol'

/**
 * The first of the last `unread` messages of others, where a line divides what is new from what was read. Undefined
 * where nothing is to be divided: it is further back than the timeline, or all that others ever said is new, as in a
 * room just made. `more`: there is something before the timeline. [C6]
 */
export function firstUnread(
  timeline: readonly TimelineItem[],
  me: MemberId,
  unread: number,
  more: boolean,
): EventId | undefined {
  const ofOthers = timeline.filter(
    (item) => item.kind === 'message' && item.by !== me && item.deleted !== true,
  )
  const before = ofOthers.length - unread
  return before > 0 || more ? ofOthers[before]?.id : undefined
}
