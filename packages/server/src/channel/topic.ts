import type { RoomEvent, RoomId, Seq } from '@parley/protocol'
import { realClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { encodeEvents } from './encode.ts'

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
 */
export class Topic {
  readonly room: RoomId
  readonly #soon: Clock['soon']
  readonly #subscribers = new Set<Subscriber>()
  #pending: RoomEvent[] = []
  #scheduled = false

  constructor(room: RoomId, soon: Clock['soon'] = realClock.soon) {
    this.room = room
    this.#soon = soon
  }

  get isEmpty(): boolean {
    return this.#subscribers.size === 0
  }

  publish(events: readonly RoomEvent[]): void {
    if (this.isEmpty) return
    this.#pending.push(...events)
    if (this.#scheduled) return
    this.#scheduled = true
    this.#soon(() => {
      this.#scheduled = false
      this.flush()
    })
  }

  /** Joins the live stream: everything published from now on comes, perhaps with something older. */
  join(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber)
  }

  leave(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber)
  }

  flush(): void {
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
}
