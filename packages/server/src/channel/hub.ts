import type { MemberId, RoomEvent, RoomId } from '@parley/protocol'
import type { Log } from '../log/log.ts'
import { realClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { Topic } from './topic.ts'

/** What the hub must know of a connection. */
export interface Guest {
  readonly principal: { id: MemberId }
  /** The principal became a member of this room. */
  welcome(room: RoomId): void
  /** The principal is a member no longer: the live stream ends at once. [S2] */
  dismiss(room: RoomId): void
}

/** All live streams of this process: the log on one side, the connections on the other. */
export class Hub {
  readonly #soon: Clock['soon']
  readonly #topics = new Map<RoomId, Topic>()
  readonly #guests = new Map<MemberId, Set<Guest>>()

  constructor(log: Log, soon: Clock['soon'] = realClock.soon) {
    this.#soon = soon
    log.listen((room, events) => this.#publish(room, events))
  }

  topic(room: RoomId): Topic {
    const topic = this.#topics.get(room) ?? new Topic(room, this.#soon)
    this.#topics.set(room, topic)
    return topic
  }

  /** Forgets the topic of a room that nobody listens to. */
  release(room: RoomId): void {
    if (this.#topics.get(room)?.isEmpty === true) this.#topics.delete(room)
  }

  enter(guest: Guest): void {
    const guests = this.#guests.get(guest.principal.id) ?? new Set()
    this.#guests.set(guest.principal.id, guests.add(guest))
  }

  exit(guest: Guest): void {
    const guests = this.#guests.get(guest.principal.id)
    guests?.delete(guest)
    if (guests?.size === 0) this.#guests.delete(guest.principal.id)
  }

  #publish(room: RoomId, events: readonly RoomEvent[]): void {
    const topic = this.#topics.get(room)
    topic?.publish(events)
    for (const event of events) {
      if (event.type === 'member-added') {
        for (const guest of this.#guests.get(event.data.member.id) ?? []) guest.welcome(room)
      } else if (event.type === 'member-removed') {
        // The removed member still gets its own removal, and nothing after it.
        topic?.flush()
        for (const guest of this.#guests.get(event.data.member) ?? []) guest.dismiss(room)
      }
    }
  }
}
