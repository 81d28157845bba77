import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { EventId, MessageId, RoomEvent, RoomId, Seq } from '@parley/protocol'
import type { KnownId } from '../store.ts'
import { placeBefore, placeOf, seqOf } from './place.ts'

/** The table of events. */
export class EventRows {
  readonly #insert: StatementSync
  readonly #known: StatementSync
  readonly #one: StatementSync
  readonly #place: StatementSync
  readonly #page: StatementSync
  readonly #deleteChunks: StatementSync

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, id) DO NOTHING',
    )
    this.#known = database.prepare('SELECT fingerprint, request_seq FROM events WHERE room = ? AND id = ?')
    this.#one = database.prepare('SELECT * FROM events WHERE room = ? AND id = ?')
    this.#place = database.prepare('SELECT place FROM events WHERE room = ? AND id = ?')
    this.#page = database.prepare('SELECT * FROM events WHERE place > ? AND place < ? ORDER BY place LIMIT ?')
    this.#deleteChunks = database.prepare('DELETE FROM events WHERE place > ? AND place < ? AND chunk_of = ?')
  }

  /** Answers whether the id was new. `request` is given for the first event of a request only. */
  insert(room: number, event: RoomEvent, request?: { fingerprint: string; lastSeq: Seq }): boolean {
    const { seq, id, at, by, type, data, causedBy = null } = event
    const chunkOf = event.type === 'message-appended' ? event.data.message : null
    const { fingerprint, lastSeq } = request ?? { fingerprint: null, lastSeq: null }
    const json = JSON.stringify(data)
    const place = placeOf(room, seq)
    return (
      this.#insert.run(place, room, id, at, by, type, json, causedBy, chunkOf, fingerprint, lastSeq)
        .changes === 1
    )
  }

  /** How the id got into the log of the room; undefined: it did not. */
  known(room: number, id: EventId): KnownId | undefined {
    const row = this.#known.get(room, id) as KnownRow | undefined
    if (row === undefined) return undefined
    const { fingerprint, request_seq: lastSeq } = row
    return fingerprint === null || lastSeq === null ? { fingerprint: null } : { fingerprint, lastSeq }
  }

  find(room: number, roomId: RoomId, id: EventId): RoomEvent | undefined {
    const row = this.#one.get(room, id) as EventRow | undefined
    return row && eventOf(roomId, row)
  }

  place(room: number, id: string): number | undefined {
    return this.#place.get(room, id)?.['place'] as number | undefined
  }

  page(room: number, id: RoomId, after: Seq, limit: number): RoomEvent[] {
    return this.#page
      .all(placeOf(room, after), placeBefore(room, Infinity), limit)
      .map((row) => eventOf(id, row as EventRow))
  }

  /** Deletes the chunks of a message between its start and its end. [C4] */
  deleteChunks(room: number, message: MessageId, started: Seq, finished: Seq): void {
    this.#deleteChunks.run(placeOf(room, started), placeOf(room, finished), message)
  }
}

type KnownRow = { fingerprint: string | null; request_seq: Seq | null }

type EventRow = {
  place: number
  id: string
  at: number
  by: string
  type: string
  data: string
  caused_by: string | null
}

function eventOf(room: RoomId, row: EventRow): RoomEvent {
  const { id, at, by, type } = row
  const event = { room, seq: seqOf(row.place), id, at, by, type, data: JSON.parse(row.data) as unknown }
  return (row.caused_by === null ? event : { ...event, causedBy: row.caused_by }) as RoomEvent
}
