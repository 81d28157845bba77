import type { MemberId, TimelineItem } from '@parley/protocol'

/** What a reader has seen of a room. */
export type ReadMark = {
  /** Everything up to this seq. */
  seq: number
  /** Everything before this moment: when the reader came here first. Milliseconds since the Unix epoch. */
  since: number
}

/** Messages by others than `reader` that lie behind the mark. */
export function countUnread(timeline: readonly TimelineItem[], reader: MemberId, mark: ReadMark): number {
  let unread = 0
  for (let index = timeline.length - 1; index >= 0; index -= 1) {
    const item = timeline[index]
    if (item === undefined || item.seq <= mark.seq || item.at < mark.since) break
    if (item.kind === 'message' && item.by !== reader) unread += 1
  }
  return unread
}
