import type {
  Agent,
  Attachment,
  CommandInput,
  CommandResult,
  EventId,
  Me,
  MemberId,
  Pace,
  PreferenceChange,
  Reaction,
  ReplyMode,
  RoomEvent,
  RoomHead,
  RoomId,
  RoomPreferences,
  SearchResults,
  Seq,
  TimelineItem,
  WireError,
} from '@parley/protocol'
import type { RoomView, Typist } from '@parley/room'
import type { Room } from './room.ts'

/**
 * `connecting`: the first attempt, or the first one after a cut. `offline`: that one failed, more follow
 * by themselves. `refused`: the server will not have this client (signed out, other version): nothing
 * follows. [C4]
 */
export type ConnectionStatus = 'connecting' | 'online' | 'offline' | 'refused'

/** A message of this client that the room's log does not have yet. [W6] */
export type PendingMessage = {
  /** The id that the message will have in the room. */
  id: EventId
  text: string
  /** Files that are uploaded already. [W3] */
  attachments?: readonly Attachment[]
  replyTo?: EventId
  /** Milliseconds since the Unix epoch, by this client's clock. */
  at: number
  state: 'sending' | 'failed'
  /** Why it failed. */
  error?: WireError
}

/** A room as this client knows it. Immutable; a change makes a new object. */
export type RoomState = {
  id: RoomId
  view: RoomView
  /** In the order in which they were posted; they belong below the timeline. */
  pending: readonly PendingMessage[]
  /** Messages by others after one's own read position, which all one's devices share; 100 stands for more. [C6] */
  unread: number
  /** How the reader keeps the room, on all its devices; nobody else sees it. [R5] */
  preferences: RoomPreferences
  /** Members who are connected; `presentMembers` of `@parley/room` adds the agents. Empty while offline. */
  present: ReadonlySet<MemberId>
  /** Who types, oneself left out: agents by the log, people by what they signal. [D7] */
  typing: readonly Typist[]
  /** How far each member has read; `readersOf` of `@parley/room` says who has read a message. */
  read: ReadonlyMap<MemberId, Seq>
  loadingOlder: boolean
  /** The view is live: it has everything that the server had when it answered, and follows. */
  synced: boolean
}

/** `attachments`: uploaded before, into this room or into none, at most a day ago; with them the text may be empty. */
export type PostOptions = { replyTo?: EventId; attachments?: readonly Attachment[] }

/** What a new room is made of; the rest has the protocol's defaults. */
export type NewRoom = {
  members: MemberId[]
  title?: string
  text?: string
  /** Files of the first message, sent to `POST /api/attachments` before. [R2] */
  attachments?: readonly Attachment[]
  replyMode?: ReplyMode
  pace?: Pace
  /** The agent among the members whose own first message opens the room. [A3] */
  greeter?: MemberId
}

/**
 * All rooms of one principal over one connection. [E1]
 *
 * What it shows (`status`, `me`, `rooms`, `room(id)`, `agents`) is immutable and keeps its reference
 * while it does not change, so that it can be read by `useSyncExternalStore` and its like.
 */
export interface ParleyClient {
  readonly status: ConnectionStatus
  /** Undefined until the server has told it. */
  readonly me: Me | undefined
  /** Last active first, deleted ones left out. */
  readonly rooms: readonly RoomState[]
  readonly agents: readonly Agent[]
  room(id: RoomId): RoomState | undefined
  /** One of the rooms, to deal with; see `Room`. Needs no waiting, and there is nothing to end. */
  attach(room: RoomId | string): Room
  /** Calls `listener` after any change; answers how to stop that. */
  subscribe(listener: () => void): () => void
  /** Takes another name, in all rooms. Throws a `ParleyError`. */
  rename(name: string): Promise<void>
  /** Fetches the agents of the workspace into `agents`. Throws a `ParleyError`. */
  loadAgents(): Promise<void>
  /**
   * Sends one command and answers when it is durable; throws a `ParleyError` with the server's reason.
   *
   * A command that is unanswered when the connection is lost is sent again with its id, which changes
   * nothing twice [C3]; it fails with `unavailable` if there is no connection for half a minute. Whoever
   * tries again after that should pass the same `id`. An edited or deleted message shows so at once, and
   * as it was again if the server refuses. [D14]
   */
  command(room: RoomId, command: CommandInput, id?: EventId): Promise<CommandResult>
  /**
   * Posts a message. It shows in `RoomState.pending` at once, is kept in `storage`, and is sent as soon as
   * there is a connection, in the order of posting per room. Answers the id that the message will have.
   * Before the very first connection it is kept in memory only: whose message it is, the server says.
   */
  post(room: RoomId, text: string, options?: PostOptions): EventId
  /** Tries a failed message once more. */
  retryPending(room: RoomId, id: EventId): void
  /** Takes back a message that has failed or was not sent yet. */
  discardPending(room: RoomId, id: EventId): void
  /** Gives the reaction, or takes it back where it is one's own already. */
  react(room: RoomId, message: EventId, reaction: Reaction): Promise<CommandResult>
  /** Makes a room with an id of this client's own; answers when it is durable and, while online, shown. */
  createRoom(room: NewRoom): Promise<RoomId>
  /** Puts one page of older messages before the timeline; does nothing where there is none. */
  loadOlder(room: RoomId): Promise<void>
  /**
   * Puts pages of older messages before the timeline until it has the one with this id; answers whether there
   * is such a message. Throws a `ParleyError`. [R8, W6]
   */
  loadUpTo(room: RoomId, message: EventId): Promise<boolean>
  /** A message or line of the room, however old; undefined: there is none. Throws a `ParleyError`. */
  item(room: RoomId, item: EventId): Promise<TimelineItem | undefined>
  /** Searches titles, members and messages of all rooms. Throws a `ParleyError`. [R8] */
  search(query: string, limit?: number): Promise<SearchResults>
  /** Pins, mutes, archives; shows at once, and as it was again where the server refuses. [R5] */
  prefer(room: RoomId, change: PreferenceChange): Promise<void>
  /** The deleted rooms that could be restored, last deleted first. Throws a `ParleyError`. [R5] */
  deletedRooms(): Promise<readonly RoomHead[]>
  /** Brings a deleted room back; answers when it is durable and, while online, shown. [R5] */
  restoreRoom(room: RoomId): Promise<void>
  /**
   * The decisions behind a message or a line of the room, in the order of the log: who had the turn, or why
   * nobody had; and before them what people asked for that led to it. Throws a `ParleyError`. [D11, D12]
   */
  why(room: RoomId, item: EventId): Promise<RoomEvent[]>
  /** Everything that the room shows has been seen, on all devices of the reader. [C6] */
  markRead(room: RoomId): void
  /** The last message of somebody else, and what came after it, counts as unread again, on all devices. [R5] */
  markUnread(room: RoomId): void
  /**
   * Says that one types, or has stopped; call it at every keystroke. What nobody needs to hear is not sent, a
   * posted message ends it, and so does the server if nothing follows. [D7]
   */
  typing(room: RoomId, on: boolean): void
  /** Ends the connection for good; unanswered commands fail, unsent messages stay in `storage`. */
  close(): void
}
