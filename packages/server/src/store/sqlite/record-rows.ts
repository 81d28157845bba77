import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { changed, clashes, INDEXED_FIELDS, select } from '../records.ts'
import type { Change, Condition, RecordQuery, StoredRecord } from '../records.ts'

/**
 * Records as rows of JSON. An index narrows a search where a condition names an indexed field; whether a
 * row matches is decided by the code that all stores share.
 */
export class RecordRows {
  readonly #all: StatementSync
  readonly #by: ReadonlyMap<string, StatementSync>
  readonly #insert: StatementSync
  readonly #update: StatementSync
  readonly #delete: StatementSync

  constructor(database: DatabaseSync) {
    const query = (condition: string) =>
      database.prepare(`SELECT record FROM records WHERE kind = ?${condition} ORDER BY id`)
    this.#all = query('')
    this.#by = new Map([
      ['id', query(' AND id = ?')],
      ...INDEXED_FIELDS.map((field): [string, StatementSync] => [
        field,
        query(` AND record ->> '$.${field}' = ?`),
      ]),
    ])
    this.#insert = database.prepare('INSERT INTO records (kind, id, record) VALUES (?, ?, ?)')
    this.#update = database.prepare('UPDATE records SET record = ? WHERE kind = ? AND id = ?')
    this.#delete = database.prepare('DELETE FROM records WHERE kind = ? AND id = ?')
  }

  add(kind: string, record: StoredRecord): boolean {
    if (clashes(kind, record).some((clash) => this.find(kind, { where: [clash] }).length > 0)) return false
    this.#insert.run(kind, record.id, JSON.stringify(record))
    return true
  }

  find(kind: string, query: RecordQuery): StoredRecord[] {
    return select(this.#candidates(kind, query.where ?? []), query)
  }

  change(kind: string, where: readonly Condition[], change: Change, limit?: number): StoredRecord[] {
    return this.find(kind, { where, ...(limit === undefined ? {} : { limit }) }).map((record) => {
      const now = changed(record, change)
      this.#update.run(JSON.stringify(now), kind, record.id)
      return now
    })
  }

  remove(kind: string, where: readonly Condition[], limit?: number): StoredRecord[] {
    const found = this.find(kind, { where, ...(limit === undefined ? {} : { limit }) })
    for (const { id } of found) this.#delete.run(kind, id)
    return found
  }

  #candidates(kind: string, where: readonly Condition[]): StoredRecord[] {
    const narrow = where.some(({ or }, index) => index > 0 && or === true) ? undefined : where.find(isNarrow)
    const by = narrow && this.#by.get(narrow.field)
    const rows = by === undefined ? this.#all.all(kind) : by.all(kind, narrow?.value as string)
    return rows.map((row) => JSON.parse(row['record'] as string) as StoredRecord)
  }
}

function isNarrow({ field, operator, value, ignoreCase }: Condition): boolean {
  const exact = (operator ?? 'eq') === 'eq' && ignoreCase !== true && typeof value === 'string'
  return exact && (field === 'id' || INDEXED_FIELDS.some((indexed) => indexed === field))
}
