import { ERRORS, wireError } from '@parley/protocol'
import type {
  Agent,
  ClientFrame,
  ErrorCode,
  MemberId,
  Reading,
  RoomEvent,
  RoomId,
  Seq,
  ServerFrame,
} from '@parley/protocol'
import { RoomLogBook } from './room-log-book.ts'

/** One client's end at the server. */
export type TestSession = {
  receive(frame: ClientFrame): void
  /** The connection is gone. */
  end(): void
}

type Guest = { send(frame: ServerFrame): void; rooms: Map<RoomId, { cursor: Seq }> }

/**
 * A server without sockets or a store, for tests of clients: it keeps to the wire protocol and answers at
 * once. Whatever carries its frames (a socket, a pair of queues) can lose, double or delay them.
 */
export class TestServer {
  readonly book: RoomLogBook
  /** Who is greeted; another one from the next connection on. */
  me: MemberId
  readonly agents: Agent[] = []
  /** Every frame that came, in order. */
  readonly received: ClientFrame[] = []
  /** How far `me` has read. */
  readonly positions = new Map<RoomId, Seq>()
  /** Refuses what it answers with a code; undefined: handles it. */
  refuse: (frame: ClientFrame) => ErrorCode | undefined = () => undefined
  readonly #guests = new Set<Guest>()
  readonly #clock: () => number

  constructor(me: MemberId, clock: () => number = Date.now) {
    this.me = me
    this.#clock = clock
    this.book = new RoomLogBook(clock)
  }

  connect(send: (frame: ServerFrame) => void): TestSession {
    const guest: Guest = { send, rooms: new Map() }
    this.#guests.add(guest)
    send({ type: 'hello', connection: 'test', principal: this.me, at: this.#clock() })
    return {
      receive: (frame) => this.#receive(guest, frame),
      end: () => void this.#guests.delete(guest),
    }
  }

  /** Sends what was appended to the room to everybody who is attached; call it after `book.append`. */
  publish(room: RoomId): void {
    for (const guest of this.#guests) this.#bringUpToDate(guest, room, this.book.log(room))
  }

  /** Sends a frame of the test's own to all clients. */
  broadcast(frame: ServerFrame): void {
    for (const guest of this.#guests) guest.send(frame)
  }

  /** Tells the clients that they are members of this room now. */
  announce(room: RoomId): void {
    this.broadcast({ type: 'joined', room })
  }

  /** Ends the room's streams: its reader is not a member any more. */
  dismiss(room: RoomId): void {
    for (const guest of this.#guests) guest.rooms.delete(room)
    this.broadcast({ type: 'detached', room, error: wireError('room-not-found') })
  }

  /** Answers a GET as the HTTP interface would. */
  get(path: string): { status: number; body: unknown } {
    const url = new URL(path, 'http://server.test')
    const log = /^\/api\/rooms\/([^/]+)\/events$/.exec(url.pathname)?.[1] as RoomId | undefined
    if (log !== undefined) {
      const after = Number(url.searchParams.get('after')) as Seq
      const head = this.book.head(log)
      const to = Math.min(head, after + Number(url.searchParams.get('limit'))) as Seq
      return ok({ after, to, head, events: this.book.eventsAfter(log, after, to) })
    }
    const room = /^\/api\/rooms\/([^/]+)\/timeline$/.exec(url.pathname)?.[1]
    if (room !== undefined) {
      const before = Number(url.searchParams.get('before') ?? Infinity)
      return ok(this.book.page(room as RoomId, before, Number(url.searchParams.get('limit'))))
    }
    switch (url.pathname) {
      case '/api/me':
        return ok({
          id: this.me,
          name: this.me,
          model: { id: 'rehearsal', rehearsal: true },
          server: { version: '1' },
        })
      case '/api/rooms':
        return ok({
          rooms: this.#ownRooms().map((id) => this.book.snapshot(id, 40)),
          unread: this.#ownRooms().map((id) => this.#readingOf(id)),
          preferences: [],
        })
      case '/api/agents':
        return ok({ agents: this.agents })
      default:
        return { status: ERRORS['not-found'].status, body: { error: wireError('not-found') } }
    }
  }

  #ownRooms(): RoomId[] {
    return this.book.rooms.filter((room) => this.book.isMember(room, this.me))
  }

  #receive(guest: Guest, frame: ClientFrame): void {
    this.received.push(frame)
    const refused = this.refuse(frame)
    if (refused !== undefined) return this.#answerError(guest, frame, refused)
    switch (frame.type) {
      case 'ping':
        return guest.send({ type: 'pong', ref: frame.ref })
      case 'detach':
        guest.rooms.delete(frame.room)
        return guest.send({ type: 'detached', ref: frame.ref, room: frame.room })
      case 'attach':
        return this.#attach(guest, frame)
      case 'command':
        return this.#command(guest, frame)
      case 'read':
        return this.#read(frame)
      case 'signal':
        // All its clients are one member, who is not told of its own typing.
        return
    }
  }

  #attach(guest: Guest, frame: ClientFrame & { type: 'attach' }): void {
    const { ref, room, after, tail } = frame
    if (!this.book.isMember(room, this.me)) return this.#answerError(guest, frame, 'room-not-found')
    const head = this.book.head(room)
    if (after !== undefined && after > head) return this.#answerError(guest, frame, 'after-beyond-head')
    const cursor = after ?? head
    guest.rooms.set(room, { cursor })
    const snapshot = tail === undefined ? {} : { snapshot: this.book.snapshot(room, tail) }
    guest.send({ type: 'attached', ref, room, after: cursor, ...snapshot })
    const seq = this.positions.get(room)
    const signals = seq === undefined ? [] : [{ type: 'read', member: this.me, seq } as const]
    guest.send({ type: 'presence', room, whole: true, joined: [this.me], left: [], signals })
    this.#bringUpToDate(guest, room, this.book.eventsAfter(room, cursor))
  }

  #readingOf(room: RoomId): Reading {
    const position = this.positions.get(room) ?? (0 as Seq)
    const { items } = this.book.page(room, Infinity, Infinity)
    const unread = items.filter(
      (item) => item.kind === 'message' && item.by !== this.me && item.seq > position,
    ).length
    return { room, position, unread: Math.min(100, unread) }
  }

  #read({ room, seq, back }: ClientFrame & { type: 'read' }): void {
    const known = this.positions.get(room)
    if (known !== undefined && back !== true && seq <= known) return
    this.positions.set(room, seq)
    const signal = { type: 'read', member: this.me, seq, ...(back ? { back } : {}) } as const
    for (const guest of this.#guests) {
      if (guest.rooms.has(room))
        guest.send({ type: 'presence', room, joined: [], left: [], signals: [signal] })
    }
  }

  #command(guest: Guest, frame: ClientFrame & { type: 'command' }): void {
    const { id, room, command } = frame
    const by = this.me
    switch (command.type) {
      case 'create-room':
        this.book.createRoom(room, [by], command.members, command.title)
        this.announce(room)
        break
      case 'post-message': {
        const { text, replyTo } = command
        const data = replyTo === undefined ? { text } : { text, replyTo }
        this.book.append(room, { id, by, type: 'message-posted', data })
        break
      }
      case 'start-message':
        this.book.append(room, { id, by, type: 'message-started', data: {} })
        break
      case 'append-message': {
        const { message, text } = command
        this.book.append(room, { id, by, type: 'message-appended', data: { message, text } })
        break
      }
      case 'finish-message': {
        const { message, status } = command
        const item = this.book.page(room, Infinity, Infinity).items.find((other) => other.id === message)
        const text = item?.kind === 'message' ? item.text : ''
        const data = { message, text, status: status ?? 'complete' } as const
        this.book.append(room, { id, by, type: 'message-finished', data })
        break
      }
      case 'add-reaction':
      case 'remove-reaction': {
        const { message, reaction } = command
        const type = command.type === 'add-reaction' ? 'reaction-added' : 'reaction-removed'
        this.book.append(room, { id, by, type, data: { message, reaction } })
        break
      }
      case 'edit-message': {
        const { message, text } = command
        this.book.append(room, { id, by, type: 'message-edited', data: { message, text } })
        break
      }
      case 'delete-message': {
        const { message } = command
        this.book.append(room, { id, by, type: 'message-deleted', data: { message } })
        break
      }
      default:
        return this.#answerError(guest, frame, 'not-supported')
    }
    const seq = this.book.log(room).find((event) => event.id === id)?.seq ?? this.book.head(room)
    guest.send({ type: 'ack', id, room, seq })
    this.publish(room)
  }

  #answerError(guest: Guest, frame: ClientFrame, code: ErrorCode): void {
    const address = 'id' in frame ? { id: frame.id } : 'ref' in frame ? { ref: frame.ref } : {}
    guest.send({ type: 'error', error: wireError(code), ...address })
  }

  #bringUpToDate(guest: Guest, room: RoomId, events: readonly RoomEvent[]): void {
    const place = guest.rooms.get(room)
    const to = this.book.head(room)
    if (place === undefined || place.cursor >= to) return
    const after = place.cursor
    place.cursor = to
    guest.send({ type: 'events', room, after, to, events: events.filter(({ seq }) => seq > after) })
  }
}

function ok(body: unknown): { status: number; body: unknown } {
  return { status: 200, body }
}
