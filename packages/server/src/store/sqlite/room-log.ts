import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { foldHead, foldItem } from '@parley/room'
import type { RoomEvent, RoomHead, RoomId, Seq, TimelineItem } from '@parley/protocol'
import { answerToKnown, dueAfter, refusalOf, sequence } from '../sequencing.ts'
import type { Refusal } from '../sequencing.ts'
import { roomMissing } from '../store-error.ts'
import type { AppendRequest, KnownId } from '../store.ts'
import type { EventRows } from './event-rows.ts'
import type { ItemRows } from './item-rows.ts'
import type { OpenRoom, OpenRooms } from './open-rooms.ts'
import { Projections } from './projections.ts'
import type { UsageRows } from './usage-rows.ts'

/**
 * The writes of the log. They run inside the transaction of the commit loop and may throw at any
 * point: the loop rolls back, and what they changed in memory is forgotten.
 */
export class RoomLog {
  readonly #rooms: OpenRooms
  readonly #events: EventRows
  readonly #projections: Projections
  readonly #items: ItemRows
  readonly #usage: UsageRows
  readonly #due: StatementSync
  readonly #saveFold: StatementSync

  constructor(
    database: DatabaseSync,
    rooms: OpenRooms,
    events: EventRows,
    items: ItemRows,
    usage: UsageRows,
  ) {
    this.#rooms = rooms
    this.#events = events
    this.#items = items
    this.#usage = usage
    this.#projections = new Projections(database)
    this.#due = database.prepare(
      'SELECT rooms.id FROM heads JOIN rooms ON rooms.number = heads.room WHERE due_at <= ? ORDER BY due_at',
    )
    this.#saveFold = database.prepare(
      `INSERT INTO folds VALUES (?, ?, ?)
       ON CONFLICT (room) DO UPDATE SET seq = excluded.seq, state = excluded.state WHERE excluded.seq >= seq`,
    )
  }

  /** Answers the seq of the first event that was stored, or why none was. */
  append(request: AppendRequest): Seq | Refusal {
    const known = this.#rooms.get(request.room)
    const refusal = this.#refusalOf(known, request)
    if (refusal !== undefined) return refusal

    const [first, ...others] = sequence(request, known?.head.seq ?? 0) as [RoomEvent, ...RoomEvent[]]
    const room = known ?? this.#create(first)
    this.#rooms.mark(room)
    const lastSeq = (first.seq + others.length) as Seq
    if (!this.#events.insert(room.number, first, { fingerprint: request.fingerprint, lastSeq })) {
      return answerToKnown(this.#events.known(room.number, first.id) as KnownId, request)
    }
    if (room === known) this.#project(room, first)
    for (const event of others) {
      this.#events.insert(room.number, event)
      this.#project(room, event)
    }
    room.dueAt = dueAfter(room.dueAt, request)
    return first.seq
  }

  claim(id: RoomId): number {
    const room = this.#existing(id)
    this.#rooms.mark(room)
    room.epoch += 1
    return room.epoch
  }

  settle(id: RoomId, seq: Seq, dueAt: number | null): void {
    const room = this.#rooms.get(id)
    if (room === undefined || room.head.seq > seq) return
    this.#rooms.mark(room)
    room.dueAt = dueAt
  }

  /**
   * Whether a `settle` may be saved with a later transaction. If a crash comes first, the room is due
   * sooner than need be, and its director finds nothing to do. Only bringing it forward cannot wait.
   */
  canSettleLater(id: RoomId, dueAt: number | null): boolean {
    const savedDueAt = this.#rooms.get(id)?.savedDueAt
    return dueAt === null || savedDueAt === undefined || (savedDueAt !== null && savedDueAt <= dueAt)
  }

  due(now: number): RoomId[] {
    this.#rooms.save()
    return this.#due.all(now).map(({ id }) => id as RoomId)
  }

  saveFold(id: RoomId, seq: Seq, state: string): void {
    this.#saveFold.run(this.#existing(id).number, seq, state)
  }

  /** Looks ids up only where it must: that of a single event is looked up by inserting it. */
  #refusalOf(room: OpenRoom | undefined, request: AppendRequest): Refusal | undefined {
    const refusal = refusalOf(room, request, () => undefined)
    if (room === undefined || (refusal === undefined && request.events.length === 1)) return refusal
    return refusalOf(room, request, (id) => this.#events.known(room.number, id))
  }

  #create(event: RoomEvent): OpenRoom {
    const head = foldHead(undefined, event)
    return this.#rooms.add(this.#projections.addRoom(head), head)
  }

  #project(room: OpenRoom, event: RoomEvent): void {
    const before: RoomHead = room.head
    const item = foldItem(before, event, (id) => this.#find(room, id))
    if (item !== undefined) this.#putItem(room, item)
    room.head = foldHead(before, event)
    this.#projections.putHead(room.number, before, room.head)
    this.#usage.put(room.number, event)
    if (event.type === 'message-finished' && item !== undefined) {
      this.#events.deleteChunks(room.number, event.data.message, item.seq, event.seq)
    }
  }

  #putItem(room: OpenRoom, item: TimelineItem): void {
    this.#items.put(room.number, item)
    if (item.kind === 'message' && item.status === 'streaming') room.streaming.set(item.id, item)
    else room.streaming.delete(item.id)
  }

  #find(room: OpenRoom, id: string): TimelineItem | undefined {
    return room.streaming.get(id) ?? this.#items.find(room.number, id)
  }

  #existing(id: RoomId): OpenRoom {
    const room = this.#rooms.get(id)
    if (room === undefined) throw roomMissing(id)
    return room
  }
}
