import type { EventId, NewEvent, RoomEvent, RoomHead, Seq } from '@parley/protocol'
import { isStale } from '@parley/room'
import type { AppendRequest, AppendResult, KnownId } from './store.ts'

/** A room as the sequencer sees it when a request comes in. */
export type SequencedRoom = { head: RoomHead; epoch: number }

export type Refusal = Exclude<AppendResult, { status: 'appended' }>

/**
 * Why `request` must not be stored, or undefined where it may. The one rule of every store.
 *
 * A retry is answered before anything else is looked at, since what it did may be what forbids it
 * now: whoever left a room is no member, and a deleted room takes no events. [C3] Whether an id is
 * taken is told to members only. [S2]
 */
export function refusalOf(
  room: SequencedRoom | undefined,
  request: AppendRequest,
  find: (id: EventId) => KnownId | undefined,
): Refusal | undefined {
  const { events, fence, member } = request
  const [first] = events
  if (room === undefined) {
    if (first.type !== 'room-created') return refused('room-not-found')
    return hasRepeatedId(events) ? refused('id-reused') : undefined
  }
  const known = find(first.id)
  const answer = known && answerToKnown(known, request)
  if (answer?.status === 'duplicate') return answer
  if (member !== undefined && !room.head.members.some(({ id }) => id === member))
    return refused('room-not-found')
  if (first.type === 'room-created' || hasRepeatedId(events)) return refused('id-reused')
  if (answer !== undefined) return answer
  if (events.some((event, index) => index > 0 && find(event.id) !== undefined)) return refused('id-reused')
  if (fence !== undefined && !holds(room, fence)) return refused('fenced')
  if (room.head.deleted && !mayFollowDeletion(request)) return refused('room-deleted')
  return undefined
}

/** What to answer to a request whose first id is in the log already. */
export function answerToKnown(known: KnownId, { fingerprint }: AppendRequest): Refusal {
  return known.fingerprint === fingerprint
    ? { status: 'duplicate', seq: known.lastSeq }
    : refused('id-reused')
}

/** The events of `request` with their places after `last`. */
export function sequence(request: AppendRequest, last: number): RoomEvent[] {
  return request.events.map((event, index) => {
    const { id, by, type, data, causedBy } = event
    const seq = (last + 1 + index) as Seq
    const placed = { room: request.room, seq, id, at: request.at, by, type, data }
    return (causedBy === undefined ? placed : { ...placed, causedBy }) as RoomEvent
  })
}

/** An unread count goes no higher. [C6] */
export const MOST_UNREAD = 100

/** When the director is due after `request`, if it was due at `dueAt` before. */
export function dueAfter(dueAt: number | null, request: AppendRequest): number | null {
  if (request.dueAt !== undefined) return request.dueAt
  return Math.min(dueAt ?? Infinity, request.at)
}

function refused(code: Extract<AppendResult, { status: 'refused' }>['code']): Refusal {
  return { status: 'refused', code }
}

function holds(room: SequencedRoom, fence: NonNullable<AppendRequest['fence']>): boolean {
  return (
    fence.epoch === room.epoch &&
    (fence.interruption === undefined || fence.interruption === room.head.interruption) &&
    (fence.turn === undefined ||
      room.head.turns.some((turn) => turn.plan.id === fence.turn && !isStale(room.head, turn)))
  )
}

/** A deleted room can come back, and its director can end what was running. [D15] */
function mayFollowDeletion({ events, fence }: AppendRequest): boolean {
  if (events[0].type === 'room-restored') return true
  return (
    fence !== undefined && events.every(({ type }) => type === 'turn-ended' || type === 'message-finished')
  )
}

function hasRepeatedId(events: readonly NewEvent[]): boolean {
  return events.length > 1 && new Set(events.map(({ id }) => id)).size < events.length
}
