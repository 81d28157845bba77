import type { RoomEvent, RoomId, Seq } from '@parley/protocol'
import { realClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { encodeEvents } from './encode.ts'

/** A write takes some 10 µs: so long a wait for each subscriber leaves four fifths of the time for all else. */
const WAIT_PER_SUBSCRIBER_MS = 0.05
/** Not to be seen. [M4] */
const LONGEST_WAIT_MS = 20

/** Somebody who gets a room's events; the cursor is the seq up to which everything was delivered. */
export interface Subscriber {
  readonly cursor: Seq
  /** Takes a message whose bytes are shared with all others; it brings the cursor to `to`. */
  deliver(message: Buffer, to: Seq): void
  /** The message begins after the cursor: what was missed, up to `to`, must be read from the log. */
  fallBehind(to: Seq): void
}

/**
 * The live end of one room's log in this process. [C2, C4]
 *
 * Events that arrive within one turn of the event loop leave as one frame, encoded once, and the
 * same bytes are written to every subscriber. Each frame covers (after, to] without a gap; whoever
 * stands elsewhere gets the part that it misses, or goes back to the log.
 *
 * What costs is the write, about as much for twenty events as for one. So chunks of messages that are
 * under way wait for each other, the longer the more subscribers there are; all else leaves at once, and
 * takes them along.
 */
export class Topic {
  readonly room: RoomId
  readonly #clock: Pick<Clock, 'soon' | 'after'>
  readonly #subscribers = new Set<Subscriber>()
  #pending: RoomEvent[] = []
  #isLeaving = false
  #stopWaiting: (() => void) | undefined

  constructor(room: RoomId, clock: Pick<Clock, 'soon' | 'after'> = realClock) {
    this.room = room
    this.#clock = clock
  }

  get isEmpty(): boolean {
    return this.#subscribers.size === 0
  }

  publish(events: readonly RoomEvent[]): void {
    if (this.isEmpty) return
    this.#pending.push(...events)
    const waitMs = events.every(isChunk) ? this.#waitMs : 0
    if (waitMs > 0) this.#stopWaiting ??= this.#clock.after(waitMs, () => this.flush())
    else this.#leaveSoon()
  }

  /** Joins the live stream: everything published from now on comes, perhaps with something older. */
  join(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber)
  }

  leave(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber)
  }

  flush(): void {
    this.#stopWaiting?.()
    this.#stopWaiting = undefined
    const events = this.#pending
    const [first] = events
    const last = events[events.length - 1]
    if (first === undefined || last === undefined) return
    this.#pending = []
    const after = (first.seq - 1) as Seq
    let message: Buffer | undefined
    for (const subscriber of this.#subscribers) {
      const { cursor } = subscriber
      if (cursor === after) {
        message ??= encodeEvents(this.room, after, last.seq, events)
        subscriber.deliver(message, last.seq)
      } else if (cursor < after) {
        subscriber.fallBehind(last.seq)
      } else if (cursor < last.seq) {
        const rest = events.slice(cursor - after)
        subscriber.deliver(encodeEvents(this.room, cursor, last.seq, rest), last.seq)
      }
    }
  }

  /** Less than a millisecond is none. */
  get #waitMs(): number {
    return Math.min(LONGEST_WAIT_MS, Math.floor(this.#subscribers.size * WAIT_PER_SUBSCRIBER_MS))
  }

  #leaveSoon(): void {
    if (this.#isLeaving) return
    this.#isLeaving = true
    this.#clock.soon(() => {
      this.#isLeaving = false
      this.flush()
    })
  }
}

/** The first chunk of a message comes with its start, so that it waits for nothing. */
function isChunk({ type }: RoomEvent): boolean {
  return type === 'message-appended'
}
