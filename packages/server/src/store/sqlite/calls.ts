import type { DatabaseSync } from 'node:sqlite'
import type { EventId, MemberId, RoomId, Seq } from '@parley/protocol'
import type { AppendRequest } from '../store.ts'
import { createDirectoryRows } from './directory-rows.ts'
import { EventRows } from './event-rows.ts'
import { ItemRows } from './item-rows.ts'
import type { OpenRooms } from './open-rooms.ts'
import { createPositionRows } from './position-rows.ts'
import { createPreferenceRows } from './preference-rows.ts'
import { RoomLog } from './room-log.ts'
import { RoomReads } from './room-reads.ts'
import { createSearchRows } from './search-rows.ts'
import { createSpendingRows } from './spending-rows.ts'
import { UsageRows } from './usage-rows.ts'

/** Everything that the main thread can ask of the worker, by name. Arguments and answers are plain data. */
export function createCalls(database: DatabaseSync, rooms: OpenRooms) {
  const events = new EventRows(database)
  const items = new ItemRows(database, events)
  const usage = new UsageRows(database)
  const log = new RoomLog(database, rooms, events, items, usage)
  const reads = new RoomReads(database, rooms, events, items)
  const positions = createPositionRows(database)
  const preferences = createPreferenceRows(database)
  const spending = createSpendingRows(database)
  const search = createSearchRows(database, rooms, events, items)
  const directory = createDirectoryRows(database)
  return {
    /** Run in a transaction that they share. */
    writes: {
      settle: (room: RoomId, seq: Seq, dueAt: number | null) => log.settle(room, seq, dueAt),
      append: (request: AppendRequest) => log.append(request),
      claim: (room: RoomId) => log.claim(room),
      saveFold: (room: RoomId, seq: Seq, state: string) => log.saveFold(room, seq, state),
      /** Among the writes because it first writes what was left for later. */
      readDue: (now: number) => log.due(now),
      ...positions.writes,
      ...preferences.writes,
      ...spending.writes,
      ...search.writes,
      ...directory.writes,
    },
    /** Whether a `settle` need not have a transaction of its own. */
    canSettleLater: (room: RoomId, dueAt: number | null) => log.canSettleLater(room, dueAt),
    reads: {
      readEvents: (room: RoomId, after: Seq, limit: number) => reads.events(room, after, limit),
      readSnapshot: (room: RoomId, tail: number) => reads.snapshot(room, tail),
      readHead: (room: RoomId) => reads.head(room),
      readTimeline: (room: RoomId, before: Seq, limit: number) => reads.timeline(room, before, limit),
      readItem: (room: RoomId, id: string) => reads.item(room, id),
      readEvent: (room: RoomId, id: EventId) => reads.event(room, id),
      readKnownId: (room: RoomId, id: EventId) => reads.knownId(room, id),
      readRoomsOf: (member: MemberId, tail: number) => reads.roomsOf(member, tail),
      readDeletedRooms: (member: MemberId, limit: number) => reads.deletedRooms(member, limit),
      readFold: (room: RoomId) => reads.fold(room),
      ...positions.reads,
      ...preferences.reads,
      ...spending.reads,
      readUsageParts: (room: RoomId | undefined, day: string | undefined) => usage.parts(room, day),
      ...search.reads,
      ...directory.reads,
    },
  }
}

export type Calls = ReturnType<typeof createCalls>
