import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { RoomId } from '@parley/protocol'
import { StoreError } from '../store-error.ts'
import type { Calls } from './calls.ts'
import type { Answer, Call, Failure } from './messages.ts'
import type { OpenRooms } from './open-rooms.ts'
import { storeErrorOf } from './sqlite-error.ts'

/**
 * Group commit: all writes that wait share one transaction, and are answered when it is durable. [C2]
 *
 *     calls ──▶ writes ──BEGIN, each, save rooms, COMMIT──▶ answers ──▶ reads ──▶ answers
 *
 * A write that throws inside SQLite undoes the transaction, and each write then gets one of its own,
 * so that it fails alone. A commit that fails (a full disk) fails all its writes: what reached the
 * disk is not known well enough to try again.
 */
export class CommitLoop {
  readonly #database: DatabaseSync
  readonly #rooms: OpenRooms
  readonly #calls: Calls
  readonly #answer: (answers: Answer[]) => void
  readonly #begin: StatementSync
  readonly #commit: StatementSync
  #hasLog = false

  constructor(database: DatabaseSync, rooms: OpenRooms, calls: Calls, answer: (answers: Answer[]) => void) {
    this.#database = database
    this.#rooms = rooms
    this.#calls = calls
    this.#answer = answer
    this.#begin = database.prepare('BEGIN IMMEDIATE')
    this.#commit = database.prepare('COMMIT')
  }

  round(asked: readonly Call[]): void {
    const writes = asked.filter((call) => !(call.name in this.#calls.reads))
    if (writes.length > 0) this.#answer(this.#write(writes))
    const reads = asked.filter((call) => call.name in this.#calls.reads)
    if (reads.length > 0) this.#answer(reads.map((call) => this.#read(call)))
    this.#rooms.trim()
  }

  /** Does what could wait: call it when nothing has been asked for a moment, and before the end. */
  idle(): void {
    if (this.#rooms.hasUnsaved) this.#transact([])
    if (!this.#hasLog) return
    this.#hasLog = false
    try {
      this.#database.exec('PRAGMA wal_checkpoint(PASSIVE)')
    } catch {
      // Nothing is lost: what is in the write-ahead log stays there until a checkpoint succeeds.
      this.#hasLog = true
    }
  }

  #write(writes: readonly Call[]): Answer[] {
    try {
      if (writes.every((call) => this.#canWait(call))) return writes.map((call) => this.#run(call))
    } catch (error) {
      return failAll(writes, error)
    }
    return this.#transact(writes)
  }

  #canWait({ name, args }: Call): boolean {
    return name === 'settle' && this.#calls.canSettleLater(args[0] as RoomId, args[2] as number | null)
  }

  #transact(writes: readonly Call[]): Answer[] {
    let answers: Answer[]
    try {
      this.#begin.run()
      answers = writes.map((call) => this.#run(call))
      this.#rooms.save()
    } catch (error) {
      this.#rollBack()
      return writes.length > 1 ? writes.flatMap((call) => this.#transact([call])) : failAll(writes, error)
    }
    try {
      this.#commit.run()
    } catch (error) {
      this.#rollBack()
      return failAll(writes, error)
    }
    this.#rooms.committed()
    this.#hasLog = true
    return answers
  }

  /** Our own errors are thrown before anything is written: they are answers. Others undo the transaction. */
  #run(call: Call): Answer {
    try {
      return { id: call.id, value: this.#invoke(call) }
    } catch (error) {
      if (error instanceof StoreError) return { id: call.id, failure: failureOf(error) }
      throw error
    }
  }

  #read(call: Call): Answer {
    try {
      return { id: call.id, value: this.#invoke(call) }
    } catch (error) {
      return { id: call.id, failure: failureOf(error) }
    }
  }

  /** The main thread's types (`Courier.ask`) hold name and arguments together; here they are data. */
  #invoke({ name, args }: Call): unknown {
    const { writes, reads } = this.#calls
    const invoke = name in reads ? reads[name as keyof typeof reads] : writes[name as keyof typeof writes]
    return (invoke as (...args: unknown[]) => unknown)(...args)
  }

  /** Some errors of SQLite have ended the transaction already. */
  #rollBack(): void {
    this.#rooms.rolledBack()
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
  }
}

export function failureOf(error: unknown): Failure {
  const { code, message, cause } = storeErrorOf(error)
  return { code, message, cause }
}

function failAll(calls: readonly Call[], error: unknown): Answer[] {
  return calls.map(({ id }) => ({ id, failure: failureOf(error) }))
}
