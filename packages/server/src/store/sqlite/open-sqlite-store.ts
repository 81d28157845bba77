import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { sequence } from '../sequencing.ts'
import { peopleOf } from '../people.ts'
import type { Records } from '../records.ts'
import type { Directory, Store } from '../store.ts'
import { Courier, storeErrorFrom } from './courier.ts'
import type { Opening, StoreWorkerData } from './messages.ts'

export type SqliteOptions = {
  directory: string
  /** How many rooms keep their head in memory; the others are read again when they are used. */
  maxRoomsInMemory?: number
}

/**
 * Opens the embedded store in `directory`, which is made if it is not there. One process has it at a
 * time. [K1]
 *
 * Rejects with a `StoreError`: `in-use` (it names the pid), `not-writable`, `newer-version`, `damaged`.
 * The store keeps its process alive until it is closed.
 */
export async function openSqliteStore({ directory, maxRoomsInMemory = 4096 }: SqliteOptions): Promise<Store> {
  const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData: StoreWorkerData = { directory, maxRoomsInMemory, signal }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, name: 'store' })
  const [opening] = (await once(worker, 'message')) as [Opening]
  if ('failure' in opening) throw storeErrorFrom(opening.failure)
  const courier = new Courier(worker, signal)
  return {
    append: async (request) => {
      const answer = await courier.ask('append', request)
      if (typeof answer !== 'number') return answer
      return { status: 'appended', events: sequence(request, answer - 1) }
    },

    readEvents: (room, after, limit) => courier.ask('readEvents', room, after, limit),
    readSnapshot: (room, tail) => courier.ask('readSnapshot', room, tail),
    readHead: (room) => courier.ask('readHead', room),
    readTimeline: (room, before, limit) => courier.ask('readTimeline', room, before, limit),
    readItem: (room, id) => courier.ask('readItem', room, id),
    readEvent: (room, id) => courier.ask('readEvent', room, id),
    readKnownId: (room, id) => courier.ask('readKnownId', room, id),
    searchMessages: async (room, query, limit) => {
      while (await courier.ask('followForSearch', room));
      return courier.ask('findMessages', room, query, limit)
    },
    searchEverywhere: async (member, query, limit) => {
      for (;;) {
        const room = await courier.ask('roomBehindSearch', member)
        if (room === undefined) return courier.ask('findMessagesEverywhere', member, query, limit)
        while (await courier.ask('followForSearch', room));
      }
    },
    rebuildSearch: () => courier.ask('rebuildSearch'),
    readRoomsOf: (member, tail) => courier.ask('readRoomsOf', member, tail),

    putPositions: (positions) => courier.ask('putPositions', positions),
    readPositions: (room) => courier.ask('readPositions', room),
    readUnread: (member) => courier.ask('readUnread', member),

    putPreferences: (room, member, change, now) => courier.ask('putPreferences', room, member, change, now),
    readPreferences: (member) => courier.ask('readPreferences', member),
    readDeletedRooms: (member, limit) => courier.ask('readDeletedRooms', member, limit),

    spend: (order) => courier.ask('spend', order),
    allowMore: (room, day) => courier.ask('allowMore', room, day),
    readSpent: (room, day) => courier.ask('readSpent', room, day),
    readUsage: (room, days) => courier.ask('readUsage', room, days),
    readUsageParts: (room, day) => courier.ask('readUsageParts', room, day),

    claim: (room) => courier.ask('claim', room),
    readDue: (now) => courier.ask('readDue', now),
    settle: (room, seq, dueAt) => courier.ask('settle', room, seq, dueAt),
    saveFold: (room, seq, state) => courier.ask('saveFold', room, seq, state),
    readFold: (room) => courier.ask('readFold', room),

    directory: directoryOf(courier),
    close: () => courier.close(),
  }
}

function directoryOf(courier: Courier): Directory {
  const records: Records = {
    add: (kind, record) => courier.ask('addRecord', kind, record),
    find: (kind, query = {}) => courier.ask('findRecords', kind, query),
    change: (kind, where, change, limit) => courier.ask('changeRecords', kind, where, change, limit),
    remove: (kind, where, limit) => courier.ask('removeRecords', kind, where, limit),
  }
  return {
    records,
    ...peopleOf(records),

    readAgents: () => courier.ask('readAgents'),
    readAgent: (id) => courier.ask('readAgent', id),
    putAgent: (agent) => courier.ask('putAgent', agent),
    deleteAgent: (id) => courier.ask('deleteAgent', id),

    readNote: (key) => courier.ask('readNote', key),
    putNote: (key, value) => courier.ask('putNote', key, value),
  }
}
