import type { RoomEvent, TimelineItem, TimelinePage } from '@parley/protocol'
import { foldItem, withOlderItems } from '@parley/room'
import type { RoomView } from '@parley/room'
import type { RoomLog } from './room-log.ts'

/** Where the next page of older items ends: before the oldest that is there. */
export function olderBefore(view: RoomView): number {
  return view.timeline[0]?.seq ?? view.head.seq + 1
}

/** From now on, the events that are folded are kept for the page that was asked for. */
export function beginOlder(log: RoomLog): RoomLog {
  return { ...log, meanwhile: [] }
}

/** The page will not come. */
export function endOlder(log: RoomLog): RoomLog {
  return log.meanwhile === undefined ? log : { ...log, meanwhile: undefined }
}

/**
 * Puts the page before the timeline. The server may have read it before an event that this client has
 * folded since (a reaction to one of these older messages), so those events are applied to it as well;
 * each item knows what it has in it already. A page that was asked for a view that has been replaced
 * since does not fit any more and is dropped.
 */
export function takeOlder(log: RoomLog, before: number, page: TimelinePage): RoomLog {
  const { view, meanwhile } = log
  if (view === undefined || meanwhile === undefined || olderBefore(view) !== before) return endOlder(log)
  const items = catchUp(page.items, meanwhile)
  return { ...log, view: withOlderItems(view, items, page.more), meanwhile: undefined }
}

function catchUp(items: readonly TimelineItem[], events: readonly RoomEvent[]): readonly TimelineItem[] {
  const changed = new Map<string, TimelineItem>(items.map((item) => [item.id, item]))
  for (const event of events) {
    if (!('message' in event.data)) continue
    const item = foldItem(undefined, event, (id) => changed.get(id))
    if (item !== undefined && changed.has(item.id)) changed.set(item.id, item)
  }
  return items.map((item) => changed.get(item.id) ?? item)
}
