import type {
  CommandInput,
  CommandResult,
  EventId,
  Message,
  Reaction,
  RoomEvent,
  RoomId,
  Seq,
  TimelinePage,
} from '@parley/protocol'
import type { MessageStream } from './message-stream.ts'
import type { RoomState, PostOptions } from './parley-client.ts'

/** The events of the seqs (`after`, `to`], completely; `head` is the seq of the room's last one. */
export type EventPage = { after: Seq; to: Seq; head: Seq; events: RoomEvent[] }

/** One room, for programs that deal with it: what `ParleyClient` does with a room's id, and more. [E1] */
export interface Room {
  readonly id: RoomId
  /** As this client knows it now; undefined where it is not known (yet). */
  readonly state: RoomState | undefined
  /** Calls `listener` when `state` has changed; answers how to stop that. */
  subscribe(listener: () => void): () => void
  /**
   * Waits until the room is there and live. Throws a `ParleyError`: `room-not-found` where one is not a member,
   * `unauthorized` where the server does not let this client in.
   */
  ready(): Promise<RoomState>
  /**
   * The messages of others, each once and whole, in the order in which they are complete: from what `state`
   * has now, or has first, on, or everything after the message with the seq `since`. Ends when the client is
   * closed, the room is left or `signal` aborts; throws a `ParleyError` where the room cannot be read. A cut
   * connection is waited out.
   */
  messages(options?: { since?: number; signal?: AbortSignal }): AsyncIterableIterator<Message>
  /** Posts a message at once, without waiting for the server: see `ParleyClient.post`. */
  post(text: string, options?: PostOptions): EventId
  /**
   * Says something and waits until it is durable. Words that come bit by bit are shown as they come; where
   * they end in an error the message is marked as failed, and the error is thrown. [A4]
   */
  say(words: string | AsyncIterable<string>, options?: { replyTo?: EventId }): Promise<EventId>
  /** Starts a message to be written bit by bit. One that is left alone for a minute is ended by the server. [A4] */
  startMessage(options?: { replyTo?: EventId }): MessageStream
  /** Gives the reaction, or takes it back where it is one's own already. */
  react(message: EventId, reaction: Reaction): Promise<CommandResult>
  /** Says that one types, or has stopped. [D7] */
  typing(on: boolean): void
  markRead(): void
  /** Puts one page of older messages before the timeline of `state`. */
  loadOlder(): Promise<void>
  /** One page of the log, forward: at most `limit` events (50, at most 500) after `after`. [C4] */
  readEvents(options?: { after?: number; limit?: number }): Promise<EventPage>
  /** One page of the timeline, backward: the newest `limit` items (50, at most 500) before `before`. [C4] */
  readTimeline(options?: { before?: number | undefined; limit?: number }): Promise<TimelinePage>
  /** Any other command: see `ParleyClient.command`. */
  command(command: CommandInput, id?: EventId): Promise<CommandResult>
}
