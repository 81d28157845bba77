import type { MemberId, TimelineItem } from '@parley/protocol'
import type { RoomView } from '@parley/room'

/** What a reader has seen of a room. */
export type ReadMark = {
  /** Everything up to this seq; undefined: nothing was ever marked. */
  seq: number | undefined
  /** What the server counted behind `seq`, up to the room's seq `to`. */
  counted?: { unread: number; to: number }
}

/** A count goes no higher: it then stands for more. */
const MOST = 100

/**
 * Messages by others than `reader` that lie behind the mark, 100 at most. Where the timeline does not reach
 * back to the mark, what the server counted there is taken on. [C6]
 */
export function countUnread({ timeline, more }: RoomView, reader: MemberId, mark: ReadMark): number {
  const seq = mark.seq ?? joinedAt(timeline, reader)
  const seen = countBehind(timeline, reader, seq)
  const isWhole = !more || (timeline[0]?.seq ?? 0) <= seq
  if (isWhole || mark.counted === undefined) return seen
  const { unread, to } = mark.counted
  return Math.min(MOST, Math.max(seen, unread + countBehind(timeline, reader, to)))
}

/** The seq before the last message of somebody else; undefined: there is none. */
export function beforeLastOfOthers(timeline: readonly TimelineItem[], reader: MemberId): number | undefined {
  const last = timeline.findLast((item) => counts(item, reader))
  return last && last.seq - 1
}

function countBehind(timeline: readonly TimelineItem[], reader: MemberId, seq: number): number {
  let unread = 0
  for (let index = timeline.length - 1; index >= 0 && unread < MOST; index -= 1) {
    const item = timeline[index]
    if (item === undefined || item.seq <= seq) break
    if (counts(item, reader)) unread += 1
  }
  return unread
}

function counts(item: TimelineItem, reader: MemberId): boolean {
  return item.kind === 'message' && item.by !== reader && item.deleted !== true
}

/** Whoever is added has read what was there. */
function joinedAt(timeline: readonly TimelineItem[], reader: MemberId): number {
  const joined = timeline.findLast(
    (item) => item.kind === 'line' && item.line.type === 'member-added' && item.line.member.id === reader,
  )
  return joined?.seq ?? 0
}
