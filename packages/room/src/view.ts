import type { RoomEvent, RoomSnapshot, TimelineItem } from '@parley/protocol'
import { foldHead } from './head.ts'
import { foldItem } from './items.ts'

/** A room as a subscriber sees it: a snapshot that goes on living. */
export type RoomView = RoomSnapshot

/** Folds live events (in the order of `seq`, none missing) into a view. */
export function foldView(view: RoomView, events: readonly RoomEvent[]): RoomView {
  let { head, timeline } = view
  for (const event of events) {
    if (event.seq <= head.seq) continue
    const item = foldItem(head, event, (id) => findItem(timeline, id))
    if (item !== undefined) timeline = withItem(timeline, item)
    head = foldHead(head, event)
  }
  return head === view.head ? view : { ...view, head, timeline }
}

/** The view of a log from its first event on: what a snapshot must equal. */
export function viewOfLog(events: readonly RoomEvent[]): RoomView | undefined {
  const [first, ...rest] = events
  return first && foldView({ head: foldHead(undefined, first), timeline: [], more: false }, rest)
}

/** Puts a page of older items before those that are there; what is there already wins. */
export function withOlderItems(view: RoomView, items: readonly TimelineItem[], more: boolean): RoomView {
  const oldest = view.timeline[0]?.seq ?? Infinity
  return { ...view, timeline: [...items.filter((item) => item.seq < oldest), ...view.timeline], more }
}

function withItem(timeline: TimelineItem[], item: TimelineItem): TimelineItem[] {
  const index = timeline.findLastIndex((other) => other.seq <= item.seq)
  return timeline[index]?.seq === item.seq
    ? timeline.with(index, item)
    : timeline.toSpliced(index + 1, 0, item)
}

/** From the end, where nearly every change is. */
function findItem(timeline: readonly TimelineItem[], id: string): TimelineItem | undefined {
  return timeline.findLast((item) => item.id === id)
}
