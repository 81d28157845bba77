import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../store-error.ts'
import { migrate } from './migrate.ts'
import { storeErrorOf } from './sqlite-error.ts'

export type DataFolder = { database: DatabaseSync; close(): void }

/**
 * Opens the database of a data folder for this process alone, making both if they are not there.
 * Throws a `StoreError` that names the folder: `in-use`, `not-writable`, `newer-version`, `damaged`.
 */
export function openDataFolder(directory: string): DataFolder {
  makeFolder(directory)
  const lock = inFolder(directory, () => takeLock(directory))
  try {
    const database = inFolder(directory, () => openDatabase(join(directory, 'parley.db')))
    return {
      database,
      close: () => {
        database.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

function makeFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreError('not-writable', `The data folder ${directory} cannot be made: ${reason}`, {
      cause: error,
    })
  }
}

/**
 * An open write transaction on a database of its own: the system takes the lock back when the process
 * dies, however it dies, and others can still read whose it is.
 */
function takeLock(directory: string): DatabaseSync {
  const lock = new DatabaseSync(join(directory, 'lock.db'), { timeout: 0 })
  try {
    lock.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL)')
    lock.exec('BEGIN IMMEDIATE; DELETE FROM holder')
    lock.prepare('INSERT INTO holder VALUES (?)').run(process.pid)
    lock.exec('COMMIT; BEGIN IMMEDIATE')
    return lock
  } catch (error) {
    const failure = storeErrorOf(error)
    const holder = failure.code === 'in-use' ? holderOf(lock) : undefined
    lock.close()
    if (failure.code !== 'in-use') throw failure
    const who = holder === undefined ? '' : ` (pid ${holder})`
    throw new StoreError('in-use', `The data folder is in use by another Parley process${who}.`, {
      cause: error,
    })
  }
}

/** Unknown in the instant in which the other process is writing its pid. */
function holderOf(lock: DatabaseSync): number | undefined {
  try {
    const row = lock.prepare('SELECT pid FROM holder').get()
    return row === undefined ? undefined : Number(row['pid'])
  } catch (error) {
    if (storeErrorOf(error).code === 'in-use') return undefined
    throw error
  }
}

/**
 * FULL makes a commit durable before it is answered. [C2] EXCLUSIVE saves the lock calls around every
 * commit, as no other process may come in. Checkpoints wait for an idle moment (see `commit-loop.ts`);
 * the limit here, in pages, is for a server that never has one.
 */
function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  try {
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA cache_size = -32000;
      PRAGMA temp_store = MEMORY;
    `)
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function inFolder<Result>(directory: string, open: () => Result): Result {
  try {
    return open()
  } catch (error) {
    const { code, message, cause } = storeErrorOf(error)
    throw new StoreError(code, `${message} [${directory}]`, { cause })
  }
}
