import { foldHead, foldItem } from '@parley/room'
import type {
  EventId,
  MemberId,
  RoomEvent,
  RoomHead,
  RoomId,
  RoomPreferences,
  RoomSnapshot,
  Seq,
  TimelineItem,
} from '@parley/protocol'
import { dueAfter, refusalOf, sequence } from '../sequencing.ts'
import { roomMissing } from '../store-error.ts'
import type { AppendRequest, AppendResult, EventPage, KnownId, Store } from '../store.ts'
import { usageParts } from '../usage.ts'
import { createMemoryDirectory } from './memory-directory.ts'
import { searchItems, searchRooms } from './memory-search.ts'
import { createMemorySpending } from './memory-spending.ts'
import { deletedOf, preferencesOf, putPreferences } from './memory-preferences.ts'
import { positionsOf, putPosition, readingOf } from './memory-positions.ts'

/** A store that lasts as long as its process: for tests and simulations. */
export function openMemoryStore(): Store {
  const rooms = new Map<RoomId, MemoryRoom>()
  const existing = (id: RoomId) => {
    const room = rooms.get(id)
    if (room === undefined) throw roomMissing(id)
    return room
  }
  const roomsOf = (member: MemberId) =>
    [...rooms.values()].filter(({ head }) => !head.deleted && head.members.some(({ id }) => id === member))
  return {
    append: async (request) => append(rooms, request),

    readEvents: async (id, after, limit) => pageOf(rooms.get(id), after, limit),
    readSnapshot: async (id, tail) => {
      const room = rooms.get(id)
      return room && snapshotOf(room, tail)
    },
    readHead: async (id) => rooms.get(id)?.head,
    readTimeline: async (id, before, limit) => timelineOf(rooms.get(id), before, limit),
    readItem: async (id, item) => rooms.get(id)?.items.get(item),
    readEvent: async (id, event) => rooms.get(id)?.events.find((found) => found.id === event),
    readKnownId: async (id, event) => rooms.get(id)?.ids.get(event),
    searchMessages: async (id, query, limit) =>
      searchItems(rooms.get(id)?.items.values() ?? [], query, limit),
    searchEverywhere: async (member, query, limit) => searchRooms(roomsOf(member), query, limit),
    rebuildSearch: async () => {},
    readRoomsOf: async (member, tail) =>
      roomsOf(member)
        .toReversed()
        .toSorted((a, b) => b.head.changedAt - a.head.changedAt)
        .map((room) => snapshotOf(room, tail)),

    putPositions: async (positions) => {
      for (const position of positions) putPosition(rooms.get(position.room), position)
    },
    readPositions: async (id) => positionsOf(rooms.get(id)),
    readUnread: async (member) => [...rooms.values()].flatMap((room) => readingOf(room, member)),

    putPreferences: async (id, member, change, now) => putPreferences(rooms.get(id), member, change, now),
    readPreferences: async (member) => [...rooms.values()].flatMap((room) => preferencesOf(room, member)),
    readDeletedRooms: async (member, limit) => deletedOf(rooms.values(), member).slice(0, limit),

    ...createMemorySpending(),
    readUsageParts: async (id, day) => {
      const of = id === undefined ? [...rooms.values()] : [rooms.get(id)]
      return usageParts(
        of.flatMap((room) => room?.events ?? []),
        day,
      )
    },

    claim: async (id) => (existing(id).epoch += 1),
    readDue: async (now) =>
      [...rooms.values()]
        .filter(({ dueAt }) => dueAt !== null && dueAt <= now)
        .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
        .map(({ head }) => head.id),
    settle: async (id, seq, dueAt) => {
      const room = rooms.get(id)
      if (room !== undefined && room.head.seq <= seq) room.dueAt = dueAt
    },
    saveFold: async (id, seq, state) => {
      const room = existing(id)
      if (room.fold === undefined || room.fold.seq <= seq) room.fold = { seq, state }
    },
    readFold: async (id) => rooms.get(id)?.fold,

    directory: createMemoryDirectory(),
    close: async () => {},
  }
}

export type MemoryRoom = {
  head: RoomHead
  epoch: number
  dueAt: number | null
  events: RoomEvent[]
  ids: Map<EventId, KnownId>
  /** In order of seq: an item is put in by the event that makes it, and replaced in its place. */
  items: Map<string, TimelineItem>
  fold: { seq: Seq; state: string } | undefined
  positions: Map<MemberId, Seq>
  preferences: Map<MemberId, RoomPreferences>
}

function append(rooms: Map<RoomId, MemoryRoom>, request: AppendRequest): AppendResult {
  const room = rooms.get(request.room)
  const refusal = refusalOf(room, request, (id) => room?.ids.get(id))
  if (refusal !== undefined) return refusal

  const events = sequence(request, room?.head.seq ?? 0)
  const items = new Map<string, TimelineItem>()
  let head = room?.head
  for (const event of events) {
    const item = foldItem(head, event, (id) => items.get(id) ?? room?.items.get(id))
    if (item !== undefined) items.set(item.id, item)
    head = foldHead(head, event)
  }
  store(rooms, room ?? emptyRoom(head as RoomHead), request, events, head as RoomHead, items)
  return { status: 'appended', events }
}

/** Everything that could fail has been done: from here on the room changes. */
function store(
  rooms: Map<RoomId, MemoryRoom>,
  room: MemoryRoom,
  request: AppendRequest,
  events: RoomEvent[],
  head: RoomHead,
  items: Map<string, TimelineItem>,
): void {
  rooms.set(request.room, room)
  room.head = head
  room.dueAt = dueAfter(room.dueAt, request)
  events.forEach((event, index) => {
    room.events.push(event)
    room.ids.set(
      event.id,
      index === 0 ? { fingerprint: request.fingerprint, lastSeq: head.seq } : { fingerprint: null },
    )
  })
  for (const [id, item] of items) room.items.set(id, item)
  for (const event of events) {
    if (event.type === 'message-finished') foldChunks(room, event.data.message, event.seq)
  }
}

function emptyRoom(head: RoomHead): MemoryRoom {
  return {
    head,
    epoch: 0,
    dueAt: null,
    events: [],
    ids: new Map(),
    items: new Map(),
    fold: undefined,
    positions: new Map(),
    preferences: new Map(),
  }
}

/** The finished message carries the whole text: its chunks leave the log. [C4] */
function foldChunks(room: MemoryRoom, message: EventId, finished: Seq): void {
  const item = room.items.get(message)
  if (item?.kind !== 'message') return
  const isChunk = (event: RoomEvent) =>
    event.type === 'message-appended' &&
    event.data.message === message &&
    event.seq > item.seq &&
    event.seq < finished
  for (const event of room.events) if (isChunk(event)) room.ids.delete(event.id)
  room.events = room.events.filter((event) => !isChunk(event))
}

function pageOf(room: MemoryRoom | undefined, after: Seq, limit: number): EventPage | undefined {
  if (room === undefined) return undefined
  const { seq: head } = room.head
  const events = room.events.filter(({ seq }) => seq > after).slice(0, limit)
  const to = events.length < limit ? Math.max(after, head) : (events.at(-1)?.seq ?? after)
  return { after, to: to as Seq, head, events }
}

function snapshotOf(room: MemoryRoom, tail: number): RoomSnapshot {
  const { items, more } = timelineOf(room, Infinity, tail)
  return { head: room.head, timeline: items, more }
}

function timelineOf(room: MemoryRoom | undefined, before: number, limit: number) {
  const items = [...(room?.items.values() ?? [])].filter(({ seq }) => seq < before)
  const start = Math.max(0, items.length - limit)
  return { items: items.slice(start), more: start > 0 }
}
