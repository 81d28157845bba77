import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../store-error.ts'
import { MIGRATIONS } from './migrations/index.ts'

/**
 * Brings the schema up to date, each step in its own transaction; `user_version` counts the steps.
 * Throws `newer-version` for a database that a later Parley wrote, which is left as it is.
 */
export function migrate(database: DatabaseSync, migrations: readonly string[] = MIGRATIONS): void {
  const version = schemaVersion(database)
  if (version > migrations.length) {
    throw new StoreError(
      'newer-version',
      `The database was written by a newer Parley (schema ${version}; this one knows up to ${migrations.length}). ` +
        'Start that version, or choose another data folder.',
    )
  }
  migrations.slice(version).forEach((sql, index) => {
    database.exec('BEGIN IMMEDIATE')
    try {
      database.exec(sql)
      database.exec(`PRAGMA user_version = ${version + index + 1}`)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  })
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}
