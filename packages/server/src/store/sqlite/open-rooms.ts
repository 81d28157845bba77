import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Message, RoomHead, RoomId, Seq } from '@parley/protocol'

/** A room in memory. Projections of the database say the same, but for what `OpenRooms` has yet to save. */
export type OpenRoom = {
  readonly number: number
  head: RoomHead
  epoch: number
  dueAt: number | null
  /** What the database says of `dueAt`. */
  savedDueAt: number | null
  /** Messages that are being streamed: every chunk needs its own. */
  readonly streaming: Map<string, Message>
}

/**
 * The rooms that were used lately. A room is changed in memory, marked, and written once per
 * transaction, however many appends the transaction holds. After a rollback whatever was marked is
 * forgotten and read again when it is needed.
 */
export class OpenRooms {
  readonly #rooms = new Map<RoomId, OpenRoom>()
  readonly #unsaved = new Set<OpenRoom>()
  readonly #limit: number
  readonly #room: StatementSync
  readonly #members: StatementSync
  readonly #turns: StatementSync
  readonly #addHead: StatementSync
  readonly #saveHead: StatementSync
  readonly #saveDue: StatementSync

  constructor(database: DatabaseSync, limit: number) {
    this.#limit = limit
    this.#room = database.prepare(
      'SELECT * FROM rooms JOIN heads ON heads.room = rooms.number WHERE rooms.id = ?',
    )
    this.#members = database.prepare('SELECT json FROM members WHERE room = ? ORDER BY place')
    this.#turns = database.prepare('SELECT json FROM turns WHERE room = ? ORDER BY place')
    this.#addHead = database.prepare('INSERT INTO heads VALUES (?, 0, 0, 0, 0, 0, NULL)')
    this.#saveHead = database.prepare(
      'UPDATE heads SET seq = ?, changed_at = ?, interruption = ?, deleted = ?, epoch = ? WHERE room = ?',
    )
    this.#saveDue = database.prepare('UPDATE heads SET due_at = ? WHERE room = ?')
  }

  get(id: RoomId): OpenRoom | undefined {
    const room = this.#rooms.get(id) ?? this.#read(id)
    if (room === undefined) return undefined
    // Puts it at the end of the map: the first ones are those that were not used for longest.
    this.#rooms.delete(id)
    this.#rooms.set(id, room)
    return room
  }

  add(number: number, head: RoomHead): OpenRoom {
    this.#addHead.run(number)
    const room = { number, head, epoch: 0, dueAt: null, savedDueAt: null, streaming: new Map() }
    this.#rooms.set(head.id, room)
    return room
  }

  mark(room: OpenRoom): void {
    this.#unsaved.add(room)
  }

  get hasUnsaved(): boolean {
    return this.#unsaved.size > 0
  }

  /** Writes what is marked, inside the transaction. */
  save(): void {
    for (const { number, head, epoch, dueAt, savedDueAt } of this.#unsaved) {
      this.#saveHead.run(head.seq, head.changedAt, head.interruption, head.deleted ? 1 : 0, epoch, number)
      // Apart, since its index has to be written as well.
      if (dueAt !== savedDueAt) this.#saveDue.run(dueAt, number)
    }
  }

  committed(): void {
    for (const room of this.#unsaved) room.savedDueAt = room.dueAt
    this.#unsaved.clear()
  }

  rolledBack(): void {
    for (const room of this.#unsaved) this.#rooms.delete(room.head.id)
    this.#unsaved.clear()
  }

  /** Forgets rooms over the limit. */
  trim(): void {
    for (const [id, room] of this.#rooms) {
      if (this.#rooms.size <= this.#limit) return
      if (!this.#unsaved.has(room)) this.#rooms.delete(id)
    }
  }

  #read(id: RoomId): OpenRoom | undefined {
    const row = this.#room.get(id) as RoomRow | undefined
    if (row === undefined) return undefined
    const head: RoomHead = {
      id,
      seq: row.seq as Seq,
      createdAt: row.created_at,
      changedAt: row.changed_at,
      settings: JSON.parse(row.settings),
      asked: JSON.parse(row.asked),
      seed: row.seed,
      members: this.#members.all(row.number).map(({ json }) => JSON.parse(json as string)),
      interruption: row.interruption,
      deleted: row.deleted === 1,
      turns: this.#turns.all(row.number).map(({ json }) => JSON.parse(json as string)),
      ...(row.summary === null ? {} : { summary: JSON.parse(row.summary) }),
    }
    const { number, epoch, due_at: dueAt } = row
    return { number, head, epoch, dueAt, savedDueAt: dueAt, streaming: new Map() }
  }
}

type RoomRow = {
  number: number
  seq: number
  created_at: number
  changed_at: number
  settings: string
  asked: string
  summary: string | null
  seed: string
  interruption: number
  deleted: number
  epoch: number
  due_at: number | null
}
