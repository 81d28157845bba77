import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type {
  EventId,
  MemberId,
  RoomEvent,
  RoomHead,
  RoomId,
  RoomSnapshot,
  Seq,
  TimelineItem,
  TimelinePage,
} from '@parley/protocol'
import type { EventPage, KnownId } from '../store.ts'
import type { EventRows } from './event-rows.ts'
import type { ItemRows } from './item-rows.ts'
import type { OpenRoom, OpenRooms } from './open-rooms.ts'

/** The reads of the log: they see what has been committed. */
export class RoomReads {
  readonly #rooms: OpenRooms
  readonly #events: EventRows
  readonly #items: ItemRows
  readonly #roomsOf: StatementSync
  readonly #deletedRooms: StatementSync
  readonly #fold: StatementSync

  constructor(database: DatabaseSync, rooms: OpenRooms, events: EventRows, items: ItemRows) {
    this.#rooms = rooms
    this.#events = events
    this.#items = items
    this.#roomsOf = database.prepare(
      `SELECT rooms.id FROM members
       JOIN heads ON heads.room = members.room
       JOIN rooms ON rooms.number = members.room
       WHERE members.member = ? AND heads.deleted = 0
       ORDER BY heads.changed_at DESC, members.room DESC`,
    )
    this.#deletedRooms = database.prepare(
      `SELECT rooms.id FROM members
       JOIN heads ON heads.room = members.room
       JOIN rooms ON rooms.number = members.room
       WHERE members.member = ? AND heads.deleted = 1 AND json_extract(members.json, '$.role') = 'owner'
       ORDER BY heads.changed_at DESC, members.room DESC LIMIT ?`,
    )
    this.#fold = database.prepare('SELECT seq, state FROM folds WHERE room = ?')
  }

  events(id: RoomId, after: Seq, limit: number): EventPage | undefined {
    const room = this.#rooms.get(id)
    if (room === undefined) return undefined
    const { seq: head } = room.head
    const events = after < head ? this.#events.page(room.number, id, after, limit) : []
    const to = events.length < limit ? (Math.max(after, head) as Seq) : (events.at(-1)?.seq ?? after)
    return { after, to, head, events }
  }

  snapshot(id: RoomId, tail: number): RoomSnapshot | undefined {
    const room = this.#rooms.get(id)
    return room && this.#snapshot(room, tail)
  }

  head(id: RoomId): RoomHead | undefined {
    return this.#rooms.get(id)?.head
  }

  timeline(id: RoomId, before: Seq, limit: number): TimelinePage {
    const room = this.#rooms.get(id)
    return room === undefined ? { items: [], more: false } : this.#items.page(room.number, before, limit)
  }

  item(id: RoomId, item: string): TimelineItem | undefined {
    const room = this.#rooms.get(id)
    return room && this.#items.find(room.number, item)
  }

  event(id: RoomId, event: EventId): RoomEvent | undefined {
    const room = this.#rooms.get(id)
    return room && this.#events.find(room.number, id, event)
  }

  knownId(id: RoomId, event: EventId): KnownId | undefined {
    const room = this.#rooms.get(id)
    return room && this.#events.known(room.number, event)
  }

  roomsOf(member: MemberId, tail: number): RoomSnapshot[] {
    return this.#roomsOf.all(member).flatMap(({ id }) => this.snapshot(id as RoomId, tail) ?? [])
  }

  deletedRooms(member: MemberId, limit: number): RoomHead[] {
    return this.#deletedRooms.all(member, limit).flatMap(({ id }) => this.head(id as RoomId) ?? [])
  }

  fold(id: RoomId): { seq: Seq; state: string } | undefined {
    const room = this.#rooms.get(id)
    const row = room && this.#fold.get(room.number)
    return row && { seq: row['seq'] as Seq, state: row['state'] as string }
  }

  #snapshot(room: OpenRoom, tail: number): RoomSnapshot {
    const { items, more } = this.#items.page(room.number, Infinity, tail)
    return { head: room.head, timeline: items, more }
  }
}
