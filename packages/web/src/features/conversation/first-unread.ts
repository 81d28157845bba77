import type { EventId, MemberId, TimelineItem } from '@parley/protocol'

/** The first of the last `unread` messages of others; undefined where it is further back than the timeline. [C6] */
export function firstUnread(
  timeline: readonly TimelineItem[],
  me: MemberId,
  unread: number,
): EventId | undefined {
  let left = unread
  for (let index = timeline.length - 1; index >= 0 && left > 0; index -= 1) {
    const item = timeline[index]
    if (item?.kind !== 'message' || item.by === me || item.deleted === true) continue
    left -= 1
    if (left === 0) return item.id
  }
  return undefined
}
