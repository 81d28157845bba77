import type {
  CommandInput,
  EventId,
  Message,
  Reaction,
  RoomId,
  TimelineItem,
  WireError,
} from '@parley/protocol'
import { FinishedMessages } from './finished-messages.ts'
import type { HttpApi } from './http-api.ts'
import { streamMessage } from './message-stream.ts'
import type { MessageStream } from './message-stream.ts'
import type { ParleyClient, RoomState, PostOptions } from './parley-client.ts'
import { newEventId } from './new-id.ts'
import { localError, ParleyError } from './parley-error.ts'
import type { Room } from './room.ts'

export type RoomPorts = {
  client: ParleyClient
  http: HttpApi
  /** Resolves when the room has a state, or will not get one. */
  reach(room: RoomId): Promise<void>
  /** Why nothing more will come: refused by the server, or closed from this side. */
  ended(): WireError | undefined
}

/** Older items in one page, where a program catches up. */
const CATCH_UP_ITEMS = 200

/** A room seen through its client. It has no state of its own: any number of them may be made of one room. */
export class RoomHandle implements Room {
  readonly id: RoomId
  readonly #ports: RoomPorts

  constructor(id: RoomId, ports: RoomPorts) {
    this.id = id
    this.#ports = ports
  }

  get state(): RoomState | undefined {
    return this.#ports.client.room(this.id)
  }

  subscribe(listener: () => void): () => void {
    let before = this.state
    return this.#ports.client.subscribe(() => {
      if (this.state === before) return
      before = this.state
      listener()
    })
  }

  async ready(): Promise<RoomState> {
    const { client, ended, reach } = this.#ports
    await this.#until(() => ended() !== undefined || (client.status === 'online' && client.me !== undefined))
    await reach(this.id)
    await this.#until(() => ended() !== undefined || this.state?.synced !== false)
    const { state } = this
    const error = ended()
    if (error !== undefined) throw new ParleyError(error)
    if (state !== undefined) return state
    throw new ParleyError(localError('room-not-found', 'No such room, or you are not a member of it.'))
  }

  async *messages(options: { since?: number; signal?: AbortSignal } = {}): AsyncIterableIterator<Message> {
    const [first, { view }] = await this.#firstAndReady()
    const me = this.#ports.client.me?.id
    if (me === undefined) return
    // The server may have been put back to before the first state.
    const since = options.since ?? Math.min(first.view.head.seq, view.head.seq)
    const finished = new FinishedMessages(me, since)
    if (options.since === undefined) finished.begin(first.view.timeline)
    else yield* finished.take(await this.#catchUp(view.timeline, since))
    for (;;) {
      const timeline = this.state?.view.timeline
      if (timeline === undefined || this.#ports.ended() !== undefined || options.signal?.aborted) return
      yield* finished.take(timeline)
      await this.#until(
        () => this.#ports.ended() !== undefined || this.state?.view.timeline !== timeline,
        options.signal,
      )
    }
  }

  post(text: string, options?: PostOptions): EventId {
    return this.#ports.client.post(this.id, text, options)
  }

  async say(words: string | AsyncIterable<string>, options?: { replyTo?: EventId }): Promise<EventId> {
    if (typeof words === 'string') return this.#sayAtOnce(words, options?.replyTo)
    const stream = this.startMessage(options)
    try {
      for await (const word of words) void stream.append(word)
    } catch (error) {
      await stream.finish('failed')
      throw error
    }
    await stream.finish()
    return stream.id
  }

  startMessage(options?: { replyTo?: EventId }): MessageStream {
    return streamMessage((command, id) => this.command(command, id), options?.replyTo)
  }

  react(message: EventId, reaction: Reaction) {
    return this.#ports.client.react(this.id, message, reaction)
  }

  typing(on: boolean): void {
    this.#ports.client.typing(this.id, on)
  }

  markRead(): void {
    this.#ports.client.markRead(this.id)
  }

  loadOlder(): Promise<void> {
    return this.#ports.client.loadOlder(this.id)
  }

  readEvents(options: { after?: number; limit?: number } = {}) {
    return this.#ports.http.events(this.id, options.after, options.limit)
  }

  readTimeline(options: { before?: number | undefined; limit?: number } = {}) {
    return this.#ports.http.timeline(this.id, options.before, options.limit)
  }

  command(command: CommandInput, id?: EventId) {
    return this.#ports.client.command(this.id, command, id)
  }

  /**
   * The first state that there is, and the one in which the room is live: who sees this member come may speak
   * to it before the second.
   */
  async #firstAndReady(): Promise<[first: RoomState, ready: RoomState]> {
    let first = this.state
    const stop = this.#ports.client.subscribe(() => (first ??= this.state))
    try {
      const ready = await this.ready()
      return [first ?? ready, ready]
    } finally {
      stop()
    }
  }

  async #sayAtOnce(text: string, replyTo: EventId | undefined): Promise<EventId> {
    const id = newEventId()
    await this.command({ type: 'post-message', text, ...(replyTo === undefined ? {} : { replyTo }) }, id)
    return id
  }

  /** Older items are put before those that are there, until they reach back to `since`. */
  async #catchUp(timeline: readonly TimelineItem[], since: number): Promise<TimelineItem[]> {
    const items = [...timeline]
    for (let first = items[0]?.seq; first !== undefined && first > since;) {
      const page = await this.#ports.http.timeline(this.id, first, CATCH_UP_ITEMS)
      items.unshift(...page.items)
      first = page.more ? items[0]?.seq : undefined
    }
    return items
  }

  #until(holds: () => boolean, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds() && signal?.aborted !== true) return
        stop()
        signal?.removeEventListener('abort', look)
        resolve()
      }
      const stop = this.#ports.client.subscribe(look)
      signal?.addEventListener('abort', look)
      look()
    })
  }
}
