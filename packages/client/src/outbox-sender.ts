import type { ClientFrame, EventId, MemberId, RoomId, Seq, WireError } from '@parley/protocol'
import { newEventId } from './new-id.ts'
import { lastPrincipal, OutboxStorage, rememberPrincipal } from './outbox-storage.ts'
import {
  addMessage,
  discardMessage,
  inOrderOfPosting,
  markAcked,
  markCut,
  markRefused,
  markSeen,
  markSent,
  nextSendAt,
  pendingOf,
  retryMessage,
  sendable,
} from './outbox.ts'
import type { Outbox } from './outbox.ts'
import type { PendingMessage, PostOptions } from './parley-client.ts'
import type { TextStorage } from './surroundings.ts'

export type OutboxSurroundings = {
  storage: TextStorage | undefined
  /** Answers whether the frame could be given to a connection. */
  send(frame: ClientFrame): boolean
  /** The pending messages of these rooms are others now. */
  changed(rooms: ReadonlySet<RoomId>): void
}

/** The outbox with its effects: keeps it in the storage and sends what may be sent. [C3, W6] */
export class OutboxSender {
  readonly #around: OutboxSurroundings
  #outbox: Outbox = []
  #storage: OutboxStorage | undefined
  /** Messages that came from the storage: another tab may have taken them back since. */
  readonly #adopted = new Set<EventId>()
  #online = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(around: OutboxSurroundings) {
    this.#around = around
  }

  /** There is a connection, and it speaks for `principal`: sends what waits, of earlier days too. */
  goOnline(principal: MemberId): void {
    // Online already: the line was changed, and what was under way on the old one will not be answered.
    if (this.#online) this.goOffline()
    this.#online = true
    if (this.#storage !== undefined && this.#storage.principal !== principal) this.#handOver(this.#storage)
    rememberPrincipal(this.#around.storage, principal)
    const storage = this.#storage ?? this.#openStorage(principal)
    this.#update(this.#withStored(storage))
  }

  /** Before the first connection: presumably it will be for whom the last one was. */
  openForLast(): void {
    const principal = lastPrincipal(this.#around.storage)
    if (principal !== undefined) this.openFor(principal)
  }

  /** Who it is for is known, though there is no connection: what waits is shown, and kept from now on. */
  openFor(principal: MemberId): void {
    this.#update(this.#withStored(this.#storage ?? this.#openStorage(principal)))
  }

  /** It was somebody else's: what they have left stays theirs, what was posted on this page does not. */
  #handOver(storage: OutboxStorage): void {
    this.#storage = undefined
    const own = this.#outbox.filter(({ message }) => !this.#adopted.has(message.id))
    for (const { message } of own) storage.remove(message.id)
    this.#adopted.clear()
    this.#update(own)
  }

  goOffline(): void {
    this.#online = false
    this.#update(markCut(this.#outbox))
  }

  /** Forgets everything but what is stored: another principal takes over. */
  clear(): void {
    this.#storage = undefined
    this.#adopted.clear()
    this.#update([])
  }

  post(room: RoomId, text: string, { replyTo, attachments }: PostOptions): EventId {
    const id = newEventId()
    const message: PendingMessage = {
      id,
      text,
      ...(attachments === undefined || attachments.length === 0 ? {} : { attachments }),
      ...(replyTo === undefined ? {} : { replyTo }),
      at: Date.now(),
      state: 'sending',
    }
    this.#update(addMessage(this.#outbox, room, message))
    return id
  }

  retry(id: EventId): void {
    this.#update(retryMessage(this.#outbox, id, newEventId(), Date.now()))
  }

  discard(id: EventId): void {
    this.#update(discardMessage(this.#outbox, id))
  }

  /** An ack for `id` came; `cursor` is what has been seen of its room. */
  acked(id: EventId, seq: Seq, cursor: Seq | undefined): void {
    this.#storage?.remove(id)
    this.#update(markAcked(this.#outbox, id, seq, cursor))
  }

  refused(id: EventId, error: WireError): void {
    this.#update(markRefused(this.#outbox, id, error, Date.now()))
  }

  seen(room: RoomId, cursor: Seq, ids: ReadonlySet<string>): void {
    if (this.#outbox.length > 0) this.#update(markSeen(this.#outbox, room, cursor, ids))
  }

  pendingOf(room: RoomId): PendingMessage[] {
    return pendingOf(this.#outbox, room)
  }

  #update(next: Outbox): void {
    const before = this.#outbox
    this.#outbox = next
    this.#store(before, next)
    this.#sendWaiting()
    const rooms = changedRooms(before, this.#outbox)
    if (rooms.size > 0) this.#around.changed(rooms)
  }

  /** Before the first connection nobody knows whose messages these are. */
  #openStorage(principal: MemberId): OutboxStorage {
    const storage = new OutboxStorage(this.#around.storage, principal)
    for (const entry of this.#outbox) storage.put(entry)
    this.#storage = storage
    return storage
  }

  /** What was stored is mostly older than what this page has posted before its first connection. */
  #withStored(storage: OutboxStorage): Outbox {
    const takenBack = (id: EventId) => this.#adopted.has(id) && !storage.has(id)
    const before = this.#outbox.filter(({ message }) => !takenBack(message.id))
    let outbox: Outbox = before
    for (const { room, message } of storage.all()) {
      if (outbox.some((entry) => entry.message.id === message.id)) continue
      this.#adopted.add(message.id)
      outbox = addMessage(outbox, room, message)
    }
    return outbox.length > before.length ? inOrderOfPosting(outbox) : outbox
  }

  #store(before: Outbox, next: Outbox): void {
    const storage = this.#storage
    if (storage === undefined || before === next) return
    const messages = new Set(before.map((entry) => entry.message))
    for (const entry of next) if (!messages.has(entry.message)) storage.put(entry)
    const ids = new Set(next.map((entry) => entry.message.id))
    for (const { message } of before) if (!ids.has(message.id)) storage.remove(message.id)
  }

  #sendWaiting(): void {
    clearTimeout(this.#timer)
    if (!this.#online) return
    const now = Date.now()
    for (const { room, message } of sendable(this.#outbox, now)) {
      const { id, text, replyTo, attachments } = message
      const files = attachments === undefined ? {} : { attachments: attachments.map((file) => file.id) }
      const command = {
        type: 'post-message' as const,
        text,
        ...files,
        ...(replyTo === undefined ? {} : { replyTo }),
      }
      if (this.#around.send({ type: 'command', id, room, command })) {
        this.#outbox = markSent(this.#outbox, id)
      }
    }
    const at = nextSendAt(this.#outbox, now)
    if (at !== undefined) this.#timer = setTimeout(() => this.#update(this.#outbox), at - now)
  }
}

function changedRooms(before: Outbox, next: Outbox): Set<RoomId> {
  const rooms = new Set<RoomId>()
  if (before === next) return rooms
  const known = new Set(before.map((entry) => entry.message))
  const kept = new Set(next.map((entry) => entry.message))
  for (const { room, message } of next) if (!known.has(message)) rooms.add(room)
  for (const { room, message } of before) if (!kept.has(message)) rooms.add(room)
  return rooms
}
