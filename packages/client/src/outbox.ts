import type { EventId, RoomId, Seq, WireError } from '@parley/protocol'
import { textOverLimit } from './over-limit.ts'
import type { PendingMessage } from './parley-client.ts'

/**
 * The messages of this client that are not in their rooms yet, in the order of posting; without
 * effects. [C3, W6]
 *
 *     waiting ──send──▶ sent ──ack──▶ acked ──seen in the log──▶ (gone)
 *      ▲  ▲              │ │
 *      │  └─ cut, error ─┘ └─ error that stays ─▶ failed ──discard──▶ (gone)
 *      └──────────────────── retry ───────────────┘
 *
 * Per room one message is on its way at a time, so that the room's order is that of posting. A failed one
 * holds up nobody. Whatever happens, a message keeps its id, by which the server knows it again.
 */
export type Outbox = readonly OutboxEntry[]

export type OutboxEntry = {
  readonly room: RoomId
  /** Keeps its reference while nothing of it changes. */
  readonly message: PendingMessage
  readonly step:
    | { readonly name: 'waiting'; readonly notBefore: number }
    | { readonly name: 'sent' }
    /** Durable, but its event has not come yet: shown until then, so that it does not blink. */
    | { readonly name: 'acked'; readonly seq: Seq }
    | { readonly name: 'failed' }
  /** Errors in answer to this message that allowed another attempt. */
  readonly refusals: number
}

/** After so many refusals that allow another attempt, the message counts as failed. */
const MOST_REFUSALS = 6
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

/**
 * Puts a message at the end; one that is there already stays as it is. One that is over the limit has
 * failed from the start: the server would close the connection over it, again and again.
 */
export function addMessage(outbox: Outbox, room: RoomId, message: PendingMessage): Outbox {
  if (outbox.some((entry) => entry.message.id === message.id)) return outbox
  const error = message.state === 'failed' ? message.error : textOverLimit(message.text)
  if (message.state === 'sending' && error === undefined) {
    return [...outbox, { room, message, step: WAITING, refusals: 0 }]
  }
  const failed: PendingMessage = { ...message, state: 'failed', ...(error === undefined ? {} : { error }) }
  return [...outbox, { room, message: failed, step: { name: 'failed' }, refusals: 0 }]
}

/** By the time of posting; ids tell apart what was posted within one millisecond. */
export function inOrderOfPosting<Entry extends Pick<OutboxEntry, 'message'>>(
  entries: readonly Entry[],
): Entry[] {
  return entries.toSorted(
    ({ message: a }, { message: b }) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
}

/** What may be sent at the time `now`: the first of each room, where none is on its way. */
export function sendable(outbox: Outbox, now: number): OutboxEntry[] {
  const next = firstOfEachRoom(outbox)
  return next.filter(({ step }) => step.name === 'waiting' && step.notBefore <= now)
}

/** When there will be something to send that is not sendable yet; undefined: nothing is waiting for time. */
export function nextSendAt(outbox: Outbox, now: number): number | undefined {
  const times = firstOfEachRoom(outbox).flatMap(({ step }) =>
    step.name === 'waiting' && step.notBefore > now ? [step.notBefore] : [],
  )
  return times.length === 0 ? undefined : Math.min(...times)
}

export function markSent(outbox: Outbox, id: EventId): Outbox {
  return replace(outbox, id, (entry) => ({ ...entry, step: { name: 'sent' } }))
}

/** The server has it. `cursor` is what this client has seen of the room, undefined if it does not follow it. */
export function markAcked(outbox: Outbox, id: EventId, seq: Seq, cursor: Seq | undefined): Outbox {
  if (cursor === undefined || seq <= cursor) return without(outbox, (entry) => entry.message.id === id)
  return replace(outbox, id, (entry) => ({ ...entry, step: { name: 'acked', seq } }))
}

/** The server refused it: it is sent again later where that can help, and has failed otherwise. */
export function markRefused(outbox: Outbox, id: EventId, error: WireError, now: number): Outbox {
  return replace(outbox, id, (entry) => {
    if (entry.step.name === 'acked' || entry.step.name === 'failed') return entry
    // Too much at once is no fault of this message: it waits as long as it takes. [C7]
    const refusals = error.code === 'rate-limited' ? entry.refusals : entry.refusals + 1
    if (!error.retryable || refusals >= MOST_REFUSALS) {
      return { ...entry, message: { ...entry.message, state: 'failed', error }, step: { name: 'failed' } }
    }
    const notBefore = now + pauseMs(entry.refusals, error)
    return { ...entry, step: { name: 'waiting', notBefore }, refusals }
  })
}

/** Messages of `room` that stand in its log: their ids were seen in it, or the cursor has passed their ack. */
export function markSeen(outbox: Outbox, room: RoomId, cursor: Seq, ids: ReadonlySet<string>): Outbox {
  return without(
    outbox,
    (entry) =>
      entry.room === room &&
      (ids.has(entry.message.id) || (entry.step.name === 'acked' && entry.step.seq <= cursor)),
  )
}

/** The connection is gone: what was on its way may not have arrived. */
export function markCut(outbox: Outbox): Outbox {
  if (!outbox.some((entry) => entry.step.name === 'sent')) return outbox
  return outbox.map((entry) => (entry.step.name === 'sent' ? { ...entry, step: WAITING } : entry))
}

/**
 * Makes a failed message wait again, behind the others of its room. `freshId` takes the place of an id
 * that the room knows with other content: with any other failure the id stays, so that nothing doubles.
 */
export function retryMessage(outbox: Outbox, id: EventId, freshId: EventId, now: number): Outbox {
  const failed = outbox.find((entry) => entry.message.id === id && entry.step.name === 'failed')
  if (failed === undefined) return outbox
  const { error, ...message } = failed.message
  return addMessage(
    without(outbox, (entry) => entry === failed),
    failed.room,
    {
      ...message,
      id: error?.code === 'id-reused' ? freshId : id,
      at: now,
      state: 'sending',
    },
  )
}

/** Takes a message back, unless it may be with the server already. */
export function discardMessage(outbox: Outbox, id: EventId): Outbox {
  return without(
    outbox,
    ({ message, step }) => message.id === id && (step.name === 'failed' || step.name === 'waiting'),
  )
}

/** What a room shows of it. */
export function pendingOf(outbox: Outbox, room: RoomId): PendingMessage[] {
  return outbox.filter((entry) => entry.room === room).map((entry) => entry.message)
}

const WAITING = { name: 'waiting', notBefore: 0 } as const

function firstOfEachRoom(outbox: Outbox): OutboxEntry[] {
  const first = new Map<RoomId, OutboxEntry>()
  for (const entry of outbox) {
    if (entry.step.name === 'failed' || entry.step.name === 'acked' || first.has(entry.room)) continue
    first.set(entry.room, entry)
  }
  return [...first.values()]
}

function pauseMs(refusals: number, error: WireError): number {
  const asked = error.details?.retryAfterMs
  return typeof asked === 'number' ? asked : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** refusals)
}

function replace(outbox: Outbox, id: EventId, change: (entry: OutboxEntry) => OutboxEntry): Outbox {
  const index = outbox.findIndex((entry) => entry.message.id === id)
  const entry = outbox[index]
  if (entry === undefined) return outbox
  const next = change(entry)
  return next === entry ? outbox : outbox.with(index, next)
}

function without(outbox: Outbox, leaves: (entry: OutboxEntry) => boolean): Outbox {
  return outbox.some(leaves) ? outbox.filter((entry) => !leaves(entry)) : outbox
}
