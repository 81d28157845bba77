import type {
  Agent,
  ErrorCode,
  EventId,
  KeptPreferences,
  MemberId,
  Message,
  NewEvent,
  PreferenceChange,
  Reading,
  RoomEvent,
  RoomHead,
  RoomId,
  RoomPreferences,
  RoomSnapshot,
  Seq,
  TimelineItem,
  TimelinePage,
  TurnId,
  UsagePart,
  UsageReport,
} from '@parley/protocol'
import type { Spent } from '../spending/budget.ts'
import type { Records } from './records.ts'
import type { SpendOrder, SpendRefusal } from './spending.ts'

/**
 * The store is the sequencer: it alone gives `seq`, and what it answered is durable. [C1, C2]
 * One contract suite (`test/store/contract.ts`) runs on every implementation.
 */
export interface Store {
  /**
   * Appends the events of one request to one room: all or none, in order, seqs gapless.
   * Projections change in the same transaction; appends that arrive while a commit is under way
   * share the next one. Requests of one process to one room keep their order.
   * Rejects only when the store itself fails, and then nothing of the request is stored.
   */
  append(request: AppendRequest): Promise<AppendResult>

  /** Events after `after`, at most `limit`; folded chunks are left out. Undefined: no such room. */
  readEvents(room: RoomId, after: Seq, limit: number): Promise<EventPage | undefined>
  /** The room with its last `tail` timeline items. */
  readSnapshot(room: RoomId, tail: number): Promise<RoomSnapshot | undefined>
  readHead(room: RoomId): Promise<RoomHead | undefined>
  /** Items with a seq below `before`, oldest first, the newest `limit` of them. */
  readTimeline(room: RoomId, before: Seq, limit: number): Promise<TimelinePage>
  readItem(room: RoomId, id: string): Promise<TimelineItem | undefined>
  /** The event with that id, if it is in the room's log; chunks that were folded away are not. */
  readEvent(room: RoomId, id: EventId): Promise<RoomEvent | undefined>
  /** How an id got into the room's log: what a retry of its request is answered with. [C3] */
  readKnownId(room: RoomId, id: EventId): Promise<KnownId | undefined>
  /**
   * The messages of a room that fit a query best, at most `limit`, by BM25 over their words; as they are now,
   * and none that was deleted. What was appended before is found. [M6]
   */
  searchMessages(room: RoomId, query: string, limit: number): Promise<Message[]>
  /**
   * The same over the rooms (not deleted) of a member: messages with every word of the query, of which the last
   * may be the beginning of one. [R8]
   */
  searchEverywhere(member: MemberId, query: string, limit: number): Promise<MessageInRoom[]>
  /** Throws the search index away; it is made anew when somebody searches. */
  rebuildSearch(): Promise<void>
  /** The rooms (not deleted) of a member, last active first. */
  readRoomsOf(member: MemberId, tail: number): Promise<RoomSnapshot[]>
  /** The deleted rooms of which this member is an owner, last deleted first, at most `limit`. [R5] */
  readDeletedRooms(member: MemberId, limit: number): Promise<RoomHead[]>

  /**
   * Moves read positions, of members only: forward, or with `back` to wherever it says; of several of the
   * same member and room all count, in their order. No part of any log. [C6]
   */
  putPositions(positions: readonly Position[]): Promise<void>
  /** The positions of a room's members that were ever put. */
  readPositions(room: RoomId): Promise<{ member: MemberId; seq: Seq }[]>
  /**
   * For each room (not deleted) of a member, in no order: its position, and how many messages by others,
   * deleted ones left out, lie behind that; 100 stands for more. Before its first position a member has read
   * what was there when it was added. [C6]
   */
  readUnread(member: MemberId): Promise<Reading[]>

  /** Changes how a member keeps a room, and answers with the whole; undefined: it is no member there. [R5] */
  putPreferences(
    room: RoomId,
    member: MemberId,
    change: PreferenceChange,
    now: number,
  ): Promise<RoomPreferences | undefined>
  /** What a member keeps in its own way, of the rooms (not deleted) in which it is. */
  readPreferences(member: MemberId): Promise<KeptPreferences[]>

  /** Counts what is used up, or says which budget leaves no room for it; check and count are one. [D13] */
  spend(order: SpendOrder): Promise<SpendRefusal | undefined>
  /** The room, and the workspace, may use up their budgets once more that day. */
  allowMore(room: RoomId, day: string): Promise<void>
  /** What a room, or where undefined the workspace, has used up on a day. */
  readSpent(room: RoomId | undefined, day: string): Promise<Spent>
  /** The same of the last days on which there was anything, the latest first, and in all. [M4] */
  readUsage(room: RoomId | undefined, days: number): Promise<Pick<UsageReport, 'total' | 'days'>>
  /** Who used it up, of a room or of all, on a day or on all: what ended calls told in the log, most first. [M4] */
  readUsageParts(room: RoomId | undefined, day: string | undefined): Promise<UsagePart[]>

  /** Takes the room's director over: every append under an older epoch is refused from now on. */
  claim(room: RoomId): Promise<number>
  /** Rooms whose director is due at or before `now`, by the column that appends and `settle` keep. */
  readDue(now: number): Promise<RoomId[]>
  /** Says when the director is due next, unless the room has moved past `seq`; null: nothing to do. */
  settle(room: RoomId, seq: Seq, dueAt: number | null): Promise<void>
  /** Saves a fold of the log up to `seq`, so that a later start need not read from 1. */
  saveFold(room: RoomId, seq: Seq, state: string): Promise<void>
  readFold(room: RoomId): Promise<{ seq: Seq; state: string } | undefined>

  readonly directory: Directory
  close(): Promise<void>
}

export type MessageInRoom = { room: RoomId; message: Message }

export type AppendRequest = {
  room: RoomId
  events: readonly [NewEvent, ...NewEvent[]]
  /** Milliseconds since the epoch. */
  at: number
  /**
   * What makes a retry the same request: an id that is there already answers `duplicate` if it was
   * stored with the same fingerprint, else it is refused with `id-reused`. Checked on the first event;
   * a later event with an id that is there makes it `id-reused` too. Ids of folded chunks are forgotten. [C3]
   */
  fingerprint: string
  /** Refuse with `room-not-found` unless this member is in the room, seen in the transaction. [S2] */
  member?: MemberId
  /**
   * Refuse with `fenced` unless all still holds: the epoch of the room's director, the room's interruption
   * count, and that the turn is running and not stale. [D4, D15]
   */
  fence?: { epoch: number; interruption?: number; turn?: TurnId }
  /**
   * When the room's director is due next. Absent: at once (`at`), since something happened that it
   * has not seen. Directors give it with their own appends.
   */
  dueAt?: number | null
}

export type Position = { room: RoomId; member: MemberId; seq: Seq; back?: true }

export type AppendRefusal = Extract<ErrorCode, 'room-not-found' | 'room-deleted' | 'id-reused'> | 'fenced'

export type AppendResult =
  | { status: 'appended'; events: RoomEvent[] }
  /** Seq of the last event of the first attempt. */
  | { status: 'duplicate'; seq: Seq }
  | { status: 'refused'; code: AppendRefusal }

/** How an id got into the log. The first event of a request has a fingerprint and the request's last seq. */
export type KnownId = { fingerprint: string; lastSeq: Seq } | { fingerprint: null }

/** A page covers the seqs (after, to] completely; `head` is the room's last seq. */
export type EventPage = { after: Seq; to: Seq; head: Seq; events: RoomEvent[] }

/** People, agents and what admits them: small, rarely written. */
export interface Directory {
  /** Where people, sessions, tokens and invitations are. */
  readonly records: Records

  readPerson(id: MemberId): Promise<Person | undefined>
  putPerson(person: Person): Promise<void>
  /** Removes a person who is a guest; others stay. */
  deleteGuest(id: MemberId): Promise<void>

  readAgents(): Promise<Agent[]>
  readAgent(id: MemberId): Promise<Agent | undefined>
  putAgent(agent: Agent): Promise<void>
  deleteAgent(id: MemberId): Promise<void>

  /** Small facts of the installation, such as which starter content was put in. */
  readNote(key: string): Promise<string | undefined>
  putNote(key: string, value: string): Promise<void>
}

/** `guest`: came by an invitation and has no account, so the workspace outside of its rooms is closed to it. [R4] */
export type Person = { id: MemberId; name: string; createdAt: number; guest?: true }
