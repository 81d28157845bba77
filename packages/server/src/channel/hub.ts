import type { KeptPreferences, MemberId, RoomEvent, RoomId } from '@parley/protocol'
import type { Log } from '../log/log.ts'
import { realClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { Positions } from '../presence/positions.ts'
import { RoomPresence } from '../presence/room-presence.ts'
import { Topic } from './topic.ts'

/** What the hub must know of a connection. */
export interface Guest {
  readonly principal: { id: MemberId }
  /** The principal became a member of this room. */
  welcome(room: RoomId): void
  /** The principal is a member no longer: the live stream ends at once. [S2] */
  dismiss(room: RoomId): void
  /** The principal keeps a room otherwise than before. [R5] */
  prefer(kept: KeptPreferences): void
}

/** All live streams of this process: the log on one side, the connections on the other. */
export class Hub {
  readonly #clock: Pick<Clock, 'soon' | 'after'>
  readonly #positions: Positions
  readonly #topics = new Map<RoomId, Topic>()
  readonly #presences = new Map<RoomId, RoomPresence>()
  readonly #guests = new Map<MemberId, Set<Guest>>()

  constructor(log: Log, positions: Positions, clock: Pick<Clock, 'soon' | 'after'> = realClock) {
    this.#clock = clock
    this.#positions = positions
    log.listen((room, events) => this.#publish(room, events))
  }

  topic(room: RoomId): Topic {
    const topic = this.#topics.get(room) ?? new Topic(room, this.#clock)
    this.#topics.set(room, topic)
    return topic
  }

  presence(room: RoomId): RoomPresence {
    const presence =
      this.#presences.get(room) ?? new RoomPresence(room, { clock: this.#clock, positions: this.#positions })
    this.#presences.set(room, presence)
    return presence
  }

  /** Forgets the topic of a room that nobody listens to, and who was there. */
  release(room: RoomId): void {
    if (this.#topics.get(room)?.isEmpty === true) this.#topics.delete(room)
    const presence = this.#presences.get(room)
    if (presence?.isEmpty !== true) return
    presence.close()
    this.#presences.delete(room)
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

  /** Tells every connection of a member how it keeps a room now. [R5] */
  prefer(member: MemberId, kept: KeptPreferences): void {
    for (const guest of this.#guests.get(member) ?? []) guest.prefer(kept)
  }

  #publish(room: RoomId, events: readonly RoomEvent[]): void {
    const topic = this.#topics.get(room)
    const presence = this.#presences.get(room)
    topic?.publish(events)
    for (const event of events) {
      if (event.type === 'message-posted' || event.type === 'message-started') presence?.hush(event.by)
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
