import { changed, clashes, matches, select } from '../records.ts'
import type { Records, StoredRecord } from '../records.ts'

/** The records of the in-memory store. */
export function createMemoryRecords(): Records {
  const kinds = new Map<string, StoredRecord[]>()
  const all = (kind: string) => kinds.get(kind) ?? []
  return {
    add: async (kind, record) => {
      if (all(kind).some((other) => matches(other, clashes(kind, record)))) return false
      kinds.set(
        kind,
        [...all(kind), record].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      )
      return true
    },
    find: async (kind, query = {}) => select(all(kind), query),
    change: async (kind, where, change, limit) => {
      const found = new Set(select(all(kind), { where, ...(limit === undefined ? {} : { limit }) }))
      const news = new Map([...found].map((record) => [record, changed(record, change)]))
      kinds.set(
        kind,
        all(kind).map((record) => news.get(record) ?? record),
      )
      return [...news.values()]
    },
    remove: async (kind, where, limit) => {
      const found = select(all(kind), { where, ...(limit === undefined ? {} : { limit }) })
      kinds.set(
        kind,
        all(kind).filter((record) => !found.includes(record)),
      )
      return found
    },
  }
}
