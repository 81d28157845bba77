import type { RoomEvent, RoomId, TimelineItem } from '@parley/protocol'
import { viewOfLog } from '@parley/room'
import { isDeepStrictEqual } from 'node:util'
import type { Writer } from './writer.ts'

/** Everything that is wrong; empty: nothing was lost, nothing doubled, and all have the same order. */
export function judge(logs: ReadonlyMap<RoomId, readonly RoomEvent[]>, writers: readonly Writer[]): string[] {
  const faults = [...logs].flatMap(([room, log]) => checkLog(room, log))
  const whole = new Map([...logs].map(([room, log]) => [room, viewOfLog(log)]))
  for (const writer of writers) {
    faults.push(...writer.witness.faults.map((fault) => `${writer.id}: ${fault}`))
    faults.push(...checkPosted(logs, writer))
    for (const [room, log] of logs) {
      faults.push(...checkReceived(room, log, writer))
      const view = whole.get(room)
      if (view !== undefined) faults.push(...checkTimeline(room, view.timeline, writer))
    }
  }
  return faults
}

/** Without the chunks of finished messages: the store keeps the whole text instead of them. */
export function folded(events: readonly RoomEvent[]): RoomEvent[] {
  const finished = new Set(
    events.flatMap((event) => (event.type === 'message-finished' ? [event.data.message] : [])),
  )
  return events.filter((event) => event.type !== 'message-appended' || !finished.has(event.data.message))
}

function checkLog(room: RoomId, log: readonly RoomEvent[]): string[] {
  const faults: string[] = []
  const ids = new Set<string>()
  let previous = 0
  for (const event of log) {
    if (event.seq <= previous) faults.push(`${room}: seq ${event.seq} after ${previous} in the store`)
    if (ids.has(event.id)) faults.push(`${room}: ${event.id} is in the store twice`)
    ids.add(event.id)
    previous = event.seq
  }
  return faults
}

/** Each posted message is there once, with its text and author, in the order of posting. */
function checkPosted(logs: ReadonlyMap<RoomId, readonly RoomEvent[]>, writer: Writer): string[] {
  const faults: string[] = []
  for (const [room, log] of logs) {
    const mine = log.flatMap((event) =>
      event.type === 'message-posted' && event.by === writer.id
        ? [{ id: event.id, text: event.data.text }]
        : [],
    )
    const meant = writer.posted.filter((posted) => posted.room === room).map(({ id, text }) => ({ id, text }))
    const difference = firstDifference(meant, mine)
    if (difference !== undefined) faults.push(`${writer.id} in ${room}: posted ${difference}`)
  }
  const stored = new Set([...logs.values()].flat().map(({ id }) => id as string))
  for (const id of writer.witness.acknowledged) {
    if (!stored.has(id)) faults.push(`${writer.id}: ${id} was acknowledged and is lost`)
  }
  for (const { id, room, seq } of writer.promised) {
    if (logs.get(room)?.find((event) => event.seq === seq)?.id !== id)
      faults.push(`${writer.id}: ${id} was promised at ${seq}`)
  }
  return faults
}

/** What its sockets brought it is the store's log, byte for byte. */
function checkReceived(room: RoomId, log: readonly RoomEvent[], writer: Writer): string[] {
  const received = writer.witness.rooms.get(room)
  if (received === undefined) return [`${writer.id} has seen nothing of ${room}`]
  const meant = log.filter((event) => event.seq > received.base)
  // A chunk may have come before the base and its end after it: of those the log has no chunk either.
  const difference = firstDifference(meant, folded(received.events))
  return difference === undefined ? [] : [`${writer.id} in ${room}: received ${difference}`]
}

/** What it shows is the end of what the whole log amounts to. */
function checkTimeline(room: RoomId, whole: readonly TimelineItem[], writer: Writer): string[] {
  const shown = writer.client.room(room)?.view
  if (shown === undefined) return [`${writer.id} shows nothing of ${room}`]
  const meant = shown.more ? whole.slice(-shown.timeline.length) : whole
  if (isDeepStrictEqual(meant, shown.timeline)) return []
  const at = meant.findIndex((item, index) => !isDeepStrictEqual(item, shown.timeline[index]))
  return [
    `${writer.id} in ${room}: shows ${JSON.stringify(shown.timeline[at])} instead of ${JSON.stringify(meant[at])}`,
  ]
}

function firstDifference(meant: readonly unknown[], got: readonly unknown[]): string | undefined {
  const length = Math.max(meant.length, got.length)
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [JSON.stringify(meant[index]), JSON.stringify(got[index])]
    if (left !== right)
      return `${right} at ${index} (of ${got.length}) instead of ${left} (of ${meant.length})`
  }
  return undefined
}
