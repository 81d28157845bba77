import type {
  Agent,
  ErrorCode,
  EventId,
  MemberId,
  NewEvent,
  RoomEvent,
  RoomHead,
  RoomId,
  RoomSnapshot,
  Seq,
  TimelineItem,
  TimelinePage,
} from '@parley/protocol'

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
  /** How an id got into the room's log: what a retry of its request is answered with. [C3] */
  readKnownId(room: RoomId, id: EventId): Promise<KnownId | undefined>
  /** The rooms (not deleted) of a member, last active first. */
  readRoomsOf(member: MemberId, tail: number): Promise<RoomSnapshot[]>

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
  /** Refuse with `fenced` unless both still hold. [D4, D15] */
  fence?: { epoch: number; interruption?: number }
  /**
   * When the room's director is due next. Absent: at once (`at`), since something happened that it
   * has not seen. Directors give it with their own appends.
   */
  dueAt?: number | null
}

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

/** People, agents and credentials of the workspace: small, rarely written. */
export interface Directory {
  readPerson(id: MemberId): Promise<Person | undefined>
  putPerson(person: Person): Promise<void>

  readAgents(): Promise<Agent[]>
  readAgent(id: MemberId): Promise<Agent | undefined>
  putAgent(agent: Agent): Promise<void>
  deleteAgent(id: MemberId): Promise<void>

  /** `hash` is a digest of the secret: the secret itself is never stored. */
  putCredential(credential: Credential): Promise<void>
  readCredential(hash: string): Promise<Credential | undefined>
  deleteCredential(hash: string): Promise<boolean>

  /** Small facts of the installation, such as which starter content was put in. */
  readNote(key: string): Promise<string | undefined>
  putNote(key: string, value: string): Promise<void>
}

export type Person = { id: MemberId; name: string; createdAt: number }

export type Credential = {
  hash: string
  person: MemberId
  kind: 'session' | 'token' | 'sign-in'
  createdAt: number
  /** Null: never. */
  expiresAt: number | null
}
