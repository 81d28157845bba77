import type {
  Agent,
  CommandInput,
  CommandResult,
  EventId,
  Me,
  MemberId,
  Reaction,
  RoomId,
  ServerFrame,
  WireError,
} from '@parley/protocol'
import { ChangeFeed } from './change-feed.ts'
import { Connection } from './connection.ts'
import { HttpApi } from './http-api.ts'
import { newEventId, newRoomId } from './new-id.ts'
import { olderBefore } from './older-items.ts'
import { OpenCommands } from './open-commands.ts'
import { OutboxSender } from './outbox-sender.ts'
import type { ConnectionStatus, NewRoom, ParleyClient, RoomState } from './parley-client.ts'
import { localError, ParleyError } from './parley-error.ts'
import { ReadPositions } from './read-positions.ts'
import { isSynced } from './room-log.ts'
import { RoomStates } from './room-states.ts'
import { RoomSubscriptions } from './room-subscriptions.ts'
import type { Surroundings } from './surroundings.ts'
import { countUnread } from './unread.ts'

/** Pauses between attempts to fetch what a connection starts with. */
const LOAD_PAUSE_MS = 2_000

/**
 * Puts the parts together: the connection brings frames to the rooms, the outbox and the open commands;
 * what they say has changed becomes one new state per message of the server.
 */
export class Client implements ParleyClient {
  readonly #around: Surroundings
  readonly #http: HttpApi
  readonly #connection: Connection
  readonly #subscriptions: RoomSubscriptions
  readonly #outbox: OutboxSender
  readonly #commands: OpenCommands
  readonly #states = new RoomStates()
  readonly #changes = new ChangeFeed(() => this.#settle())
  readonly #stopWaking: () => void
  /** Rooms whose state must be put together anew before anybody looks. */
  readonly #stale = new Set<RoomId>()
  /** Something besides the rooms has changed. */
  #isDifferent = false
  #principal: MemberId | undefined
  #positions: ReadPositions | undefined
  #loadTimer: ReturnType<typeof setTimeout> | undefined
  #me: Me | undefined
  #agents: readonly Agent[] = []

  constructor(around: Surroundings) {
    this.#around = around
    this.#http = new HttpApi(around.url, around.token, around.fetch)
    const send: Connection['send'] = (frame) => this.#connection.send(frame)
    this.#commands = new OpenCommands(send)
    this.#subscriptions = new RoomSubscriptions({
      send,
      changed: (room) => this.#changes.run(() => this.#stale.add(room)),
      reconnect: () => this.#connection.step({ type: 'fault' }),
    })
    this.#outbox = new OutboxSender({
      storage: around.storage,
      send,
      changed: (rooms) => this.#changes.run(() => rooms.forEach((room) => this.#stale.add(room))),
    })
    this.#connection = new Connection({
      open: around.openSocket,
      received: (frames) => this.#changes.run(() => frames.forEach((frame) => this.#take(frame))),
      statusChanged: (status) => this.#statusChanged(status),
    })
    this.#stopWaking = around.onWake(() => this.#connection.step({ type: 'wake' }))
  }

  get status(): ConnectionStatus {
    return this.#connection.status
  }

  get me(): Me | undefined {
    return this.#me
  }

  get rooms(): readonly RoomState[] {
    return this.#states.list
  }

  get agents(): readonly Agent[] {
    return this.#agents
  }

  room(id: RoomId): RoomState | undefined {
    return this.#states.get(id)
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener)
  }

  async loadAgents(): Promise<void> {
    const { agents } = await this.#http.agents()
    this.#changes.run(() => {
      this.#agents = agents
      this.#isDifferent = true
    })
  }

  command(room: RoomId, command: CommandInput, id: EventId = newEventId()): Promise<CommandResult> {
    const error = this.#whyEnded()
    return error === undefined
      ? this.#commands.run(room, command, id)
      : Promise.reject(new ParleyError(error))
  }

  post(room: RoomId, text: string, options: { replyTo?: EventId } = {}): EventId {
    return this.#outbox.post(room, text, options.replyTo)
  }

  retryPending(_room: RoomId, id: EventId): void {
    this.#outbox.retry(id)
  }

  discardPending(_room: RoomId, id: EventId): void {
    this.#outbox.discard(id)
  }

  react(room: RoomId, message: EventId, reaction: Reaction): Promise<CommandResult> {
    const item = this.room(room)?.view.timeline.findLast(({ id }) => id === message)
    const given =
      item?.kind === 'message' &&
      item.reactions.some((other) => other.by === this.#principal && other.reaction === reaction)
    return this.command(room, { type: given ? 'remove-reaction' : 'add-reaction', message, reaction })
  }

  async createRoom(room: NewRoom): Promise<RoomId> {
    const id = newRoomId()
    await this.command(id, { type: 'create-room', ...room })
    this.#changes.run(() => this.#subscriptions.follow(id))
    await this.#shown(id)
    return id
  }

  async loadOlder(room: RoomId): Promise<void> {
    const state = this.room(room)
    if (state === undefined || state.loadingOlder || !state.view.more) return
    const before = olderBefore(state.view)
    this.#changes.run(() => this.#subscriptions.beginOlder(room))
    try {
      const page = await this.#http.timeline(room, before)
      this.#changes.run(() => this.#subscriptions.takeOlder(room, before, page))
    } finally {
      this.#changes.run(() => this.#subscriptions.endOlder(room))
    }
  }

  markRead(room: RoomId): void {
    const last = this.room(room)?.view.timeline.at(-1)
    if (last === undefined || this.#positions?.advance(room, last.seq) !== true) return
    this.#changes.run(() => this.#stale.add(room))
  }

  close(): void {
    this.#stopWaking()
    clearTimeout(this.#loadTimer)
    this.#http.close()
    this.#connection.step({ type: 'stop' })
    this.#commands.failAll(CLOSED)
    this.#subscriptions.goOffline()
    this.#outbox.goOffline()
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'hello':
        return this.#begin(frame.principal, frame.at)
      case 'attached':
        this.#subscriptions.attached(frame)
        return this.#seenInView(frame.room)
      case 'events':
        this.#subscriptions.events(frame)
        return this.#seenInEvents(frame)
      case 'detached':
        return this.#subscriptions.detached(frame)
      case 'ack':
        if (this.#commands.acked(frame.id, frame.room, frame.seq)) return
        return this.#outbox.acked(frame.id, frame.seq, this.#subscriptions.get(frame.room)?.cursor)
      case 'error':
        return this.#takeError(frame.error, frame.id, frame.ref)
      case 'joined':
        return this.#subscriptions.follow(frame.room)
      case 'pong':
        return
    }
  }

  #takeError(error: WireError, id: EventId | undefined, ref: string | undefined): void {
    if (ref !== undefined) this.#subscriptions.refused(ref, error)
    if (id !== undefined && !this.#commands.refused(id, error)) this.#outbox.refused(id, error)
  }

  #begin(principal: MemberId, now: number): void {
    if (this.#principal !== principal) {
      this.#forget()
      this.#principal = principal
      this.#positions = new ReadPositions(this.#around.storage, principal, now)
    }
    this.#subscriptions.goOnline()
    this.#commands.goOnline()
    this.#outbox.goOnline(principal)
    void this.#load()
  }

  /** Nothing of one principal may be shown to, or sent by, another. */
  #forget(): void {
    if (this.#principal === undefined) return
    this.#subscriptions.clear()
    this.#outbox.clear()
    this.#me = undefined
    this.#agents = []
  }

  /**
   * Who we are and which rooms there are. Asked with every connection, after its `hello`: a room that one
   * joins from then on is announced by the server, one that was joined before is in this list.
   */
  async #load(): Promise<void> {
    clearTimeout(this.#loadTimer)
    const principal = this.#principal
    try {
      const [me, { rooms }] = await Promise.all([this.#http.me(), this.#http.rooms()])
      if (principal !== this.#principal) return
      this.#changes.run(() => {
        this.#me = me
        this.#isDifferent = true
        this.#subscriptions.adopt(rooms)
        rooms.forEach(({ head }) => this.#seenInView(head.id))
      })
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error
      if (error.code === 'unauthorized') this.#connection.step({ type: 'refuse' })
      else if (this.status === 'online') this.#loadTimer = setTimeout(() => void this.#load(), LOAD_PAUSE_MS)
    }
  }

  #statusChanged(status: ConnectionStatus): void {
    this.#changes.run(() => {
      this.#isDifferent = true
      if (status === 'online') return
      this.#subscriptions.goOffline()
      this.#outbox.goOffline()
      this.#commands.goOffline()
      if (status === 'refused') this.#commands.failAll(REFUSED)
    })
  }

  #whyEnded(): WireError | undefined {
    if (this.status === 'refused') return REFUSED
    return this.#connection.isStopped ? CLOSED : undefined
  }

  /** Resolves when the room has a state, or when there is nothing to wait for any more. */
  #shown(room: RoomId): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        const isComing = this.status === 'online' && this.#subscriptions.get(room)?.link.phase === 'attaching'
        if (isComing && this.room(room) === undefined) return
        stop()
        resolve()
      }
      const stop = this.subscribe(look)
      look()
    })
  }

  /** An event that stays beyond the cursor was not folded: its message does not show yet. */
  #seenInEvents({ room, events }: ServerFrame & { type: 'events' }): void {
    const cursor = this.#subscriptions.get(room)?.cursor
    if (cursor === undefined) return
    const folded = events.filter(({ seq }) => seq <= cursor)
    this.#outbox.seen(room, cursor, new Set(folded.map(({ id }) => id)))
  }

  /** What the timeline of a new view shows is pending no more. */
  #seenInView(room: RoomId): void {
    const log = this.#subscriptions.get(room)
    if (log?.view === undefined || this.#outbox.pendingOf(room).length === 0) return
    this.#outbox.seen(room, log.cursor, new Set(log.view.timeline.map(({ id }) => id)))
  }

  #settle(): boolean {
    const stale = [...this.#stale]
    this.#stale.clear()
    const changed = stale.filter((room) => this.#states.set(room, this.#compose(room)))
    const isDifferent = this.#isDifferent || changed.length > 0
    this.#isDifferent = false
    return isDifferent
  }

  #compose(room: RoomId): RoomState | undefined {
    const log = this.#subscriptions.get(room)
    if (log?.view === undefined || this.#principal === undefined || this.#positions === undefined)
      return undefined
    return {
      id: room,
      view: log.view,
      pending: this.#outbox.pendingOf(room),
      unread: countUnread(log.view.timeline, this.#principal, this.#positions.markOf(room)),
      loadingOlder: log.meanwhile !== undefined,
      synced: isSynced(log),
    }
  }
}

const CLOSED = localError('unavailable', 'This client was closed.')
const REFUSED = localError('unauthorized', 'The server refused the connection: sign in again.')
