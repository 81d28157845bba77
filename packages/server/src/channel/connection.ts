import { Seq, wireError } from '@parley/protocol'
import type { ClientFrame, KeptPreferences, RoomId, ServerFrame } from '@parley/protocol'
import type { RawData } from 'ws'
import { mayEnter } from '../authority/grant.ts'
import type { Principal } from '../authority/principal.ts'
import { commit, prepare, requireMember } from '../commands/perform.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import { toWireError } from '../report.ts'
import type { Report } from '../report.ts'
import { SignalFeed } from '../presence/signal-feed.ts'
import { Attachment } from './attachment.ts'
import type { Guest, Hub } from './hub.ts'
import type { Outlet } from './outlet.ts'
import { readFrame } from './read-frame.ts'
import { connectionLimits, PATIENCE, TokenBucket } from './token-bucket.ts'
import type { ConnectionLimits } from './token-bucket.ts'

type Frame<Type extends ClientFrame['type']> = Extract<ClientFrame, { type: Type }>

/**
 * One client's end: frames in, frames out, any number of rooms. What carries it, a socket or a stream with
 * requests, calls `start`, `receive` and `close`. [C8]
 */
export class Connection implements Guest {
  readonly principal: Principal
  readonly #outlet: Outlet
  readonly #office: Office
  readonly #hub: Hub
  readonly #report: Report
  readonly #attachments = new Map<RoomId, Attachment>()
  readonly #feed: SignalFeed
  readonly #commands: TokenBucket
  readonly #signals: TokenBucket
  readonly #patience = new TokenBucket(PATIENCE)
  #prepared: Promise<unknown> = Promise.resolve()

  constructor(
    outlet: Outlet,
    principal: Principal,
    office: Office,
    hub: Hub,
    report: Report,
    limits: ConnectionLimits = connectionLimits(),
  ) {
    this.principal = principal
    this.#outlet = outlet
    this.#office = office
    this.#hub = hub
    this.#report = report
    this.#feed = new SignalFeed(principal.id, outlet)
    this.#commands = new TokenBucket(limits.commands)
    this.#signals = new TokenBucket(limits.signals)
  }

  start(connection: string): void {
    this.#hub.enter(this)
    this.#reply({ type: 'hello', connection, principal: this.principal.id, at: this.#office.now() })
  }

  welcome(room: RoomId): void {
    this.#reply({ type: 'joined', room })
  }

  dismiss(room: RoomId): void {
    if (this.#detach(room)) this.#reply({ type: 'detached', room, error: wireError('room-not-found') })
  }

  prefer(kept: KeptPreferences): void {
    if (mayEnter(this.principal, kept.room)) this.#reply({ type: 'preferences', ...kept })
  }

  /** Takes one message of the client. Whatever is wrong with it is answered; it never rejects. */
  async receive(data: RawData | string, isBinary: boolean): Promise<void> {
    const address: { ref?: string; id?: string } = {}
    try {
      const frame = this.#read(data, isBinary, address)
      switch (frame.type) {
        case 'command':
          return await this.#command(frame)
        case 'attach':
          return await this.#attach(frame)
        case 'detach':
          if (!this.#detach(frame.room)) throw new Refusal('not-attached')
          return this.#reply({ type: 'detached', ref: frame.ref, room: frame.room })
        case 'ping':
          return this.#reply({ type: 'pong', ref: frame.ref })
        case 'signal':
          return this.#signal(frame)
        case 'read':
          return this.#markRead(frame)
      }
    } catch (error) {
      this.#reply({ type: 'error', error: toWireError(error, this.#report), ...address } as ServerFrame)
    }
  }

  /** What is no frame costs as much as a command; who sends nothing else is slowed, then closed. [S3] @throws Refusal */
  #read(data: RawData | string, isBinary: boolean, address: { ref?: string; id?: string }): ClientFrame {
    try {
      return readFrame(data, isBinary, address)
    } catch (malformed) {
      this.#spend(() => {
        if (this.#patience.take(this.#office.now()) > 0) this.#outlet.close(4429)
      })
      throw malformed
    }
  }

  /** @throws Refusal where there is too much at once */
  #spend(over: () => void = () => undefined): void {
    const retryAfterMs = this.#commands.take(this.#office.now())
    if (retryAfterMs === 0) return
    over()
    throw new Refusal('rate-limited', undefined, { retryAfterMs })
  }

  /** Commands reach the log in the order in which they came, without waiting for each other's commit. */
  async #command({ id, room, command }: Frame<'command'>): Promise<void> {
    this.#spend()
    const prepared = this.#prepared.then(() => prepare(this.#office, this.principal, { id, room, command }))
    this.#prepared = prepared.catch(() => undefined)
    const seq = await commit(this.#office, await prepared)
    this.#reply({ type: 'ack', id, room, seq })
  }

  /**
   * Everything that can refuse comes before the old attachment is given up. The new one is in the
   * topic, held, before membership is looked at for the last time, so that neither an event nor a
   * removal can slip in between.
   */
  async #attach({ ref, room, after, tail }: Frame<'attach'>): Promise<void> {
    const { seq } = await requireMember(this.#office, this.principal, room)
    if (after !== undefined && after > seq) {
      throw new Refusal('after-beyond-head', undefined, { after, head: seq })
    }
    const snapshot = tail === undefined ? undefined : await this.#office.store.readSnapshot(room, tail)
    if (!this.#outlet.isOpen) return
    const attachment = this.#hold(room)
    try {
      const head = await requireMember(this.#office, this.principal, room)
      if (attachment.isClosed) {
        // A later attach has taken its place, and answers.
        if (this.#attachments.has(room)) return
        throw new Refusal('not-attached')
      }
      const start = after ?? snapshot?.head.seq ?? Seq.parse(0)
      this.#reply({ type: 'attached', ref, room, after: start, ...(snapshot ? { snapshot } : {}) })
      this.#feed.enter(room, this.#hub.presence(room))
      attachment.start(start, head.seq)
    } catch (error) {
      if (this.#attachments.get(room) === attachment) this.#detach(room)
      throw error
    }
  }

  /** Signals over the rate are dropped without a word. [C7] */
  #signal({ room, signal }: Frame<'signal'>): void {
    this.#attached(room)
    if (this.#signals.take(this.#office.now()) > 0) return
    this.#hub.presence(room).type(this.principal.id, signal.on)
  }

  /** Nobody can have read what was not sent to it. */
  #markRead({ room, seq, back }: Frame<'read'>): void {
    const { cursor } = this.#attached(room)
    this.#hub.presence(room).read(this.principal.id, Math.min(seq, cursor) as Seq, back === true)
  }

  #attached(room: RoomId): Attachment {
    const attachment = this.#attachments.get(room)
    if (attachment === undefined || !this.#feed.has(room)) throw new Refusal('not-attached')
    return attachment
  }

  #hold(room: RoomId): Attachment {
    this.#detach(room)
    const attachment = new Attachment(room, {
      topic: this.#hub.topic(room),
      readEvents: (after, limit) => this.#office.store.readEvents(room, after, limit),
      send: (message) => this.#outlet.send(message),
      drained: () => this.#outlet.drained(),
      fail: (error) => {
        this.#detach(room)
        this.#reply({ type: 'detached', room, error: toWireError(error, this.#report) })
      },
    })
    this.#attachments.set(room, attachment)
    return attachment
  }

  #detach(room: RoomId): boolean {
    const attachment = this.#attachments.get(room)
    if (attachment === undefined) return false
    attachment.close()
    this.#attachments.delete(room)
    this.#feed.leave(room)
    this.#hub.release(room)
    return true
  }

  /** It is gone: nothing is sent any more. */
  close(): void {
    this.#hub.exit(this)
    for (const room of this.#attachments.keys()) this.#detach(room)
  }

  #reply(frame: ServerFrame): void {
    this.#outlet.reply(frame)
  }
}
