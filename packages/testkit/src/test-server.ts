import { ERRORS, wireError } from '@parley/protocol'
import type {
  Agent,
  ClientFrame,
  ErrorCode,
  MemberId,
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
  readonly me: MemberId
  readonly agents: Agent[] = []
  /** Every frame that came, in order. */
  readonly received: ClientFrame[] = []
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
    const room = /^\/api\/rooms\/([^/]+)\/timeline$/.exec(url.pathname)?.[1]
    if (room !== undefined) {
      const before = Number(url.searchParams.get('before'))
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
        return ok({ rooms: this.#ownRooms().map((id) => this.book.snapshot(id, 40)) })
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
    this.#bringUpToDate(guest, room, this.book.eventsAfter(room, cursor))
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
      case 'add-reaction':
      case 'remove-reaction': {
        const { message, reaction } = command
        const type = command.type === 'add-reaction' ? 'reaction-added' : 'reaction-removed'
        this.book.append(room, { id, by, type, data: { message, reaction } })
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
    const address = frame.type === 'command' ? { id: frame.id } : { ref: frame.ref }
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
