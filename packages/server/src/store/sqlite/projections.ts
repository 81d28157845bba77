import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { RoomHead } from '@parley/protocol'
import { placeOf } from './place.ts'

/**
 * Writes what an event changed of its room, next to the event. The folds keep the reference of every
 * part that stayed as it was, so what is new is what must be written. What changes with every event
 * (`heads`) is left to `OpenRooms`.
 */
export class Projections {
  readonly #addRoom: StatementSync
  readonly #putSettings: StatementSync
  readonly #putAsked: StatementSync
  readonly #putSummary: StatementSync
  readonly #members: RowsInOrder
  readonly #turns: RowsInOrder

  constructor(database: DatabaseSync) {
    this.#addRoom = database.prepare('INSERT INTO rooms (id, created_at, seed, settings) VALUES (?, ?, ?, ?)')
    this.#putSettings = database.prepare('UPDATE rooms SET settings = ? WHERE number = ?')
    this.#putAsked = database.prepare('UPDATE rooms SET asked = ? WHERE number = ?')
    this.#putSummary = database.prepare('UPDATE rooms SET summary = ? WHERE number = ?')
    this.#members = new RowsInOrder(database, 'members', 'member')
    this.#turns = new RowsInOrder(database, 'turns', 'turn')
  }

  /** Answers the number of the new room. */
  addRoom({ id, createdAt, seed, settings }: RoomHead): number {
    return Number(this.#addRoom.run(id, createdAt, seed, JSON.stringify(settings)).lastInsertRowid)
  }

  putHead(room: number, before: RoomHead, after: RoomHead): void {
    if (after.settings !== before.settings) this.#putSettings.run(JSON.stringify(after.settings), room)
    if (after.asked !== before.asked) this.#putAsked.run(JSON.stringify(after.asked), room)
    if (after.summary !== before.summary)
      this.#putSummary.run(after.summary === undefined ? null : JSON.stringify(after.summary), room)
    if (after.members !== before.members)
      this.#members.put(room, after.seq, before.members, after.members, memberId)
    if (after.turns !== before.turns) this.#turns.put(room, after.seq, before.turns, after.turns, turnId)
  }
}

const memberId = (member: RoomHead['members'][number]) => member.id
const turnId = (turn: RoomHead['turns'][number]) => turn.plan.id

/** A list of a room as rows, ordered by the place of the event that put each of them in. */
class RowsInOrder {
  readonly #insert: StatementSync
  readonly #update: StatementSync
  readonly #delete: StatementSync

  constructor(database: DatabaseSync, table: string, key: string) {
    this.#insert = database.prepare(`INSERT INTO ${table} (room, ${key}, place, json) VALUES (?, ?, ?, ?)`)
    this.#update = database.prepare(`UPDATE ${table} SET json = ? WHERE room = ? AND ${key} = ?`)
    this.#delete = database.prepare(`DELETE FROM ${table} WHERE room = ? AND ${key} = ?`)
  }

  put<Part>(
    room: number,
    seq: number,
    before: readonly Part[],
    after: readonly Part[],
    idOf: (part: Part) => string,
  ): void {
    const old = new Map(before.map((part) => [idOf(part), part]))
    for (const part of after) {
      const id = idOf(part)
      const previous = old.get(id)
      old.delete(id)
      if (previous === undefined) this.#insert.run(room, id, placeOf(room, seq), JSON.stringify(part))
      else if (previous !== part) this.#update.run(JSON.stringify(part), room, id)
    }
    for (const id of old.keys()) this.#delete.run(room, id)
  }
}
