import type {
  Agent,
  CommandInput,
  CommandResult,
  EventId,
  Me,
  MemberId,
  PreferenceChange,
  Reaction,
  RoomEvent,
  RoomHead,
  RoomId,
  RoomList,
  SearchResults,
  Seq,
  ServerFrame,
  TimelineItem,
  WireError,
} from '@parley/protocol'
import { typistsOf } from '@parley/room'
import { ChangeFeed } from './change-feed.ts'
import { Connection } from './connection.ts'
import { HttpApi } from './http-api.ts'
import { KeptByReader } from './kept-preferences.ts'
import { newEventId, newRoomId } from './new-id.ts'
import { OlderPages } from './older-pages.ts'
import { OpenCommands } from './open-commands.ts'
import { OpenEdits } from './open-edits.ts'
import { OutboxSender } from './outbox-sender.ts'
import type { ConnectionStatus, NewRoom, ParleyClient, RoomState, PostOptions } from './parley-client.ts'
import { localError, ParleyError } from './parley-error.ts'
import { ReadPositions } from './read-positions.ts'
import type { Room } from './room.ts'
import { isSynced } from './room-log.ts'
import { RoomHandle } from './room-handle.ts'
import { RoomStates } from './room-states.ts'
import { RoomSubscriptions } from './room-subscriptions.ts'
import { RoomWaiting } from './room-waiting.ts'
import { SignalStates } from './signal-states.ts'
import type { Surroundings } from './surroundings.ts'
import { TypingSender } from './typing-sender.ts'
import { beforeLastOfOthers, countUnread } from './unread.ts'

/** Pauses between attempts to fetch what a connection starts with. */
const LOAD_PAUSE_MS = 2_000

/**
 * Puts the parts together: the connection brings frames to the rooms, the outbox and the open commands;
 * what they say has changed becomes one new state per message of the server.
 */
export class Client implements ParleyClient {
  readonly #http: HttpApi
  readonly #connection: Connection
  readonly #subscriptions: RoomSubscriptions
  readonly #outbox: OutboxSender
  readonly #commands: OpenCommands
  readonly #edits = new OpenEdits()
  readonly #typing: TypingSender
  readonly #positions: ReadPositions
  readonly #kept = new KeptByReader()
  readonly #signals = new SignalStates()
  readonly #states = new RoomStates()
  readonly #changes = new ChangeFeed(() => this.#settle())
  readonly #older: OlderPages
  readonly #waiting: RoomWaiting
  readonly #stopWatching: () => void
  /** Rooms whose state must be put together anew before anybody looks. */
  readonly #stale = new Set<RoomId>()
  /** Something besides the rooms has changed. */
  #isDifferent = false
  #principal: MemberId | undefined
  #loadTimer: ReturnType<typeof setTimeout> | undefined
  #me: Me | undefined
  #agents: readonly Agent[] = []

  constructor(around: Surroundings) {
    this.#http = new HttpApi(around.url, around.token, around.fetch)
    const send: Connection['send'] = (frame) => this.#connection.send(frame)
    this.#commands = new OpenCommands(send)
    this.#typing = new TypingSender(send)
    this.#positions = new ReadPositions(send)
    this.#subscriptions = new RoomSubscriptions({
      send,
      changed: (room) => this.#changes.run(() => this.#stale.add(room)),
      reconnect: () => this.#connection.step({ type: 'fault' }),
    })
    this.#waiting = new RoomWaiting({
      subscribe: (listener) => this.subscribe(listener),
      isComing: (room) => this.#isComing(room),
    })
    this.#older = new OlderPages({
      http: this.#http,
      subscriptions: this.#subscriptions,
      changes: this.#changes,
      state: (room) => this.room(room),
      untilChanged: () => this.#waiting.untilChanged(),
    })
    this.#outbox = new OutboxSender({
      storage: around.storage,
      send,
      changed: (rooms) => this.#changes.run(() => rooms.forEach((room) => this.#stale.add(room))),
    })
    this.#connection = new Connection({
      open: around.openLine,
      received: (frames) => this.#changes.run(() => frames.forEach((frame) => this.#take(frame))),
      statusChanged: (status) => this.#statusChanged(status),
    })
    this.#stopWatching = around.watch(
      () => this.#connection.step({ type: 'wake' }),
      () => this.#connection.step({ type: 'doubt' }),
    )
    this.#outbox.openForLast()
    if (around.eager) void this.#loadEarly()
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

  attach(room: RoomId | string): Room {
    return new RoomHandle(room as RoomId, {
      client: this,
      http: this.#http,
      reach: (id) => this.#reach(id),
      ended: () => this.#whyEnded(),
    })
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener)
  }

  async rename(name: string): Promise<void> {
    const me = await this.#http.rename(name)
    this.#changes.run(() => {
      this.#me = me
      this.#isDifferent = true
    })
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
    if (error !== undefined) return Promise.reject(new ParleyError(error))
    const answer = this.#commands.run(room, command, id)
    if (this.#edits.begin(room, id, command)) this.#showEdit(room, id, answer)
    return answer
  }

  post(room: RoomId, text: string, options: PostOptions = {}): EventId {
    this.#typing.posted(room)
    return this.#outbox.post(room, text, options)
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

  async createRoom({ attachments = [], ...room }: NewRoom): Promise<RoomId> {
    const id = newRoomId()
    const files = attachments.length === 0 ? {} : { attachments: attachments.map((file) => file.id) }
    await this.command(id, { type: 'create-room', ...room, ...files })
    await this.#reach(id)
    return id
  }

  async loadUpTo(room: RoomId, message: EventId): Promise<boolean> {
    const item = await this.item(room, message)
    if (item === undefined) return false
    await this.#waiting.untilShown(room)
    return this.#older.loadUpTo(room, item)
  }

  async item(room: RoomId, item: EventId): Promise<TimelineItem | undefined> {
    const known = this.room(room)?.view.timeline.find(({ id }) => id === item)
    if (known !== undefined) return known
    try {
      return await this.#http.item(room, item)
    } catch (error) {
      if (error instanceof ParleyError && error.code === 'message-not-found') return undefined
      throw error
    }
  }

  search(query: string, limit = 20): Promise<SearchResults> {
    return this.#http.search(query, limit)
  }

  async prefer(room: RoomId, change: PreferenceChange): Promise<void> {
    const settle = this.#kept.claim(room, change, Date.now())
    const show = (settled?: () => void) =>
      this.#changes.run(() => {
        settled?.()
        this.#stale.add(room)
      })
    show()
    try {
      const said = await this.#http.prefer(room, change)
      show(() => settle(said))
    } catch (error) {
      show(() => settle())
      throw error
    }
  }

  async deletedRooms(): Promise<readonly RoomHead[]> {
    return (await this.#http.deletedRooms()).rooms
  }

  async restoreRoom(room: RoomId): Promise<void> {
    await this.command(room, { type: 'restore-room' })
    await this.#reach(room)
  }

  loadOlder(room: RoomId): Promise<void> {
    return this.#older.loadOlder(room)
  }

  async why(room: RoomId, item: EventId): Promise<RoomEvent[]> {
    return (await this.#http.why(room, item)).events
  }

  markRead(room: RoomId): void {
    const last = this.room(room)?.view.timeline.at(-1)
    if (last === undefined || !this.#positions.advance(room, last.seq)) return
    this.#changes.run(() => this.#stale.add(room))
  }

  markUnread(room: RoomId): void {
    const timeline = this.room(room)?.view.timeline ?? []
    const seq = this.#principal && beforeLastOfOthers(timeline, this.#principal)
    if (seq === undefined) return
    this.#positions.goBack(room, seq as Seq)
    this.#changes.run(() => this.#stale.add(room))
  }

  typing(room: RoomId, on: boolean): void {
    this.#typing.set(room, on, performance.now())
  }

  close(): void {
    this.#stopWatching()
    clearTimeout(this.#loadTimer)
    this.#http.close()
    this.#connection.step({ type: 'stop' })
    this.#commands.failAll(CLOSED)
    this.#subscriptions.goOffline()
    this.#outbox.goOffline()
    // Whoever waits for something learns that nothing will come.
    this.#changes.run(() => (this.#isDifferent = true))
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'hello':
        return this.#begin(frame.principal)
      case 'attached':
        this.#subscriptions.attached(frame)
        return this.#seenInView(frame.room)
      case 'events':
        this.#subscriptions.events(frame)
        return this.#seenInEvents(frame)
      case 'detached':
        this.#signals.leave(frame.room)
        this.#stale.add(frame.room)
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
      case 'preferences':
        if (this.#kept.take(frame)) this.#stale.add(frame.room)
        return
      case 'presence': {
        const isOwnNew = this.#principal !== undefined && this.#positions.take(frame, this.#principal)
        if (this.#signals.take(frame) || isOwnNew) this.#stale.add(frame.room)
        return
      }
    }
  }

  #takeError(error: WireError, id: EventId | undefined, ref: string | undefined): void {
    // Somebody may be waiting for a room that this client will not see.
    if (ref !== undefined && this.#subscriptions.refused(ref, error)) this.#isDifferent = true
    if (id !== undefined && !this.#commands.refused(id, error)) this.#outbox.refused(id, error)
  }

  #begin(principal: MemberId): void {
    if (this.#principal !== principal) {
      this.#forget()
      this.#principal = principal
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
    this.#edits.clear()
    this.#positions.clear()
    this.#signals.clear()
    this.#kept.clear()
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
      const [me, list] = await Promise.all([this.#http.me(), this.#http.rooms()])
      if (principal !== this.#principal) return
      this.#changes.run(() => {
        this.#adopt(me, list)
        list.rooms.forEach(({ head }) => this.#seenInView(head.id))
      })
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error
      if (error.code === 'unauthorized') this.#connection.step({ type: 'refuse' })
      else if (this.status === 'online') this.#loadTimer = setTimeout(() => void this.#load(), LOAD_PAUSE_MS)
    }
  }

  /**
   * Without a connection from the start, or before it: what the server answers, or whatever answers in its place,
   * such as a service worker with what it has seen, is taken for it until there is one. [W6]
   */
  async #loadEarly(): Promise<void> {
    try {
      const [me, list] = await Promise.all([this.#http.me(), this.#http.rooms()])
      if (this.#principal !== undefined) return
      this.#changes.run(() => {
        this.#principal = me.id
        this.#outbox.openFor(me.id)
        this.#adopt(me, list)
      })
    } catch (error) {
      // Nobody answers, or not to us: then there is nothing to show until the connection says more.
      if (!(error instanceof ParleyError)) throw error
    }
  }

  #adopt(me: Me, { rooms, unread, preferences }: RoomList): void {
    // Told a second time, where it was shown before there was a connection: the same object.
    if (JSON.stringify(me) !== JSON.stringify(this.#me)) this.#me = me
    this.#isDifferent = true
    this.#subscriptions.adopt(rooms)
    for (const room of this.#kept.adopt(preferences ?? [])) this.#stale.add(room)
    const heads = new Map(rooms.map(({ head }) => [head.id, head.seq]))
    for (const reading of unread) this.#positions.adopt(reading, heads.get(reading.room) ?? 0)
    for (const { head } of rooms) this.#stale.add(head.id)
  }

  #statusChanged(status: ConnectionStatus): void {
    this.#changes.run(() => {
      this.#isDifferent = true
      if (status === 'online') return
      if (status === 'offline' && this.#principal === undefined) void this.#loadEarly()
      this.#subscriptions.goOffline()
      this.#outbox.goOffline()
      this.#commands.goOffline()
      this.#typing.goOffline()
      for (const room of this.#signals.goOffline()) this.#stale.add(room)
      if (status === 'refused') this.#commands.failAll(REFUSED)
    })
  }

  /** From now until it is refused, or until the view has it itself. */
  #showEdit(room: RoomId, id: EventId, answer: Promise<CommandResult>): void {
    const show = (change: () => void) =>
      this.#changes.run(() => {
        change()
        this.#stale.add(room)
      })
    show(() => undefined)
    answer.then(
      ({ seq }) => show(() => this.#edits.acked(room, id, seq)),
      () => show(() => this.#edits.refused(room, id)),
    )
  }

  #whyEnded(): WireError | undefined {
    if (this.status === 'refused') return REFUSED
    return this.#connection.isStopped ? CLOSED : undefined
  }

  /** Asks for a room that may not be known yet; resolves when it shows, or will not. */
  #reach(room: RoomId): Promise<void> {
    this.#changes.run(() => this.#subscriptions.follow(room))
    return this.#waiting.untilShown(room)
  }

  /** Whether it has no state yet, and will get one if all goes well. */
  #isComing(room: RoomId): boolean {
    const isAsked = this.#subscriptions.get(room)?.link.phase === 'attaching'
    return this.status === 'online' && isAsked && this.room(room) === undefined
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
    if (log?.view === undefined || this.#principal === undefined) return undefined
    const signals = this.#signals.get(room)
    const view = this.#edits.applyTo(room, log.view, log.cursor)
    return {
      id: room,
      view,
      pending: this.#outbox.pendingOf(room),
      preferences: this.#kept.of(room),
      unread: countUnread(view, this.#principal, this.#positions.markOf(room)),
      present: signals.present,
      typing: typistsOf(view.head, signals.typing, this.#principal),
      read: signals.read,
      loadingOlder: log.meanwhile !== undefined,
      synced: isSynced(log),
    }
  }
}

const CLOSED = localError('unavailable', 'This client was closed.')
const REFUSED = localError('unauthorized', 'The server refused the connection: sign in again.')
