import type { RoomState } from '@parley/client'
import type { Message, TimelineItem } from '@parley/protocol'

/**
 * The room with messages that stream held still as `before` had them, those with fewer characters than `from` left out.
 * As long as all that happens is that they grow, the answer is `before` itself.
 */
export function heldStill<Room extends RoomState | undefined>(
  before: RoomState | undefined,
  now: Room,
  from: number,
): RoomState | Room {
  if (before === undefined || now === undefined || before.id !== now.id) return now
  const timeline = stillItems(before.view.timeline, now.view.timeline, from)
  const isStill =
    timeline === before.view.timeline &&
    sameBut(before.view.head, now.view.head, ['seq', 'changedAt']) &&
    sameBut(before.view, now.view, ['head', 'timeline']) &&
    sameBut(before, now, ['view'])
  return isStill ? before : { ...now, view: { ...now.view, timeline } }
}

/** All rooms, each held still; the same list while nothing else changes. */
export function allHeldStill(
  before: readonly RoomState[],
  now: readonly RoomState[],
  from: number,
): readonly RoomState[] {
  const known = new Map(before.map((room) => [room.id, room]))
  const rooms = now.map((room) => heldStill(known.get(room.id), room, from))
  return sameItems(before, rooms) ? before : rooms
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

function stillItems(before: TimelineItem[], now: TimelineItem[], from: number): TimelineItem[] {
  if (before === now) return before
  const streams = new Map<string, Message>()
  for (const item of before)
    if (item.kind === 'message' && item.status === 'streaming' && item.text.length >= from)
      streams.set(item.id, item)
  const items = now.map((item) => {
    const known = streams.get(item.id)
    return known && item.kind === 'message' && sameBut(known, item, ['text', 'foldedTo']) ? known : item
  })
  return sameItems(before, items) ? before : items
}

function sameBut<Whole extends object>(a: Whole, b: Whole, left: readonly (keyof Whole)[]): boolean {
  if (a === b) return true
  const keys = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof Whole)[])
  return [...keys].every((key) => left.includes(key) || a[key] === b[key])
}
