import type {
  Agent,
  CommandInput,
  CommandResult,
  EventId,
  Me,
  MemberId,
  Pace,
  Reaction,
  ReplyMode,
  RoomId,
  WireError,
} from '@parley/protocol'
import type { RoomView } from '@parley/room'

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
  /** Messages by others after the read position, as far as the timeline reaches back. */
  unread: number
  loadingOlder: boolean
  /** The view is live: it has everything that the server had when it answered, and follows. */
  synced: boolean
}

/** What a new room is made of; the rest has the protocol's defaults. */
export type NewRoom = {
  members: MemberId[]
  title?: string
  text?: string
  replyMode?: ReplyMode
  pace?: Pace
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
  /** Calls `listener` after any change; answers how to stop that. */
  subscribe(listener: () => void): () => void
  /** Fetches the agents of the workspace into `agents`. Throws a `ParleyError`. */
  loadAgents(): Promise<void>
  /**
   * Sends one command and answers when it is durable; throws a `ParleyError` with the server's reason.
   *
   * A command that is unanswered when the connection is lost is sent again with its id, which changes
   * nothing twice [C3]; it fails with `unavailable` if there is no connection for half a minute. Whoever
   * tries again after that should pass the same `id`.
   */
  command(room: RoomId, command: CommandInput, id?: EventId): Promise<CommandResult>
  /**
   * Posts a message. It shows in `RoomState.pending` at once, is kept in `storage`, and is sent as soon as
   * there is a connection, in the order of posting per room. Answers the id that the message will have.
   * Before the very first connection it is kept in memory only: whose message it is, the server says.
   */
  post(room: RoomId, text: string, options?: { replyTo?: EventId }): EventId
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
  /** Everything that the room shows has been seen. */
  markRead(room: RoomId): void
  /** Ends the connection for good; unanswered commands fail, unsent messages stay in `storage`. */
  close(): void
}
