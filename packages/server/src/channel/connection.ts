import { Seq, wireError } from '@parley/protocol'
import type { ClientFrame, RoomId, ServerFrame } from '@parley/protocol'
import type { RawData, WebSocket } from 'ws'
import type { Principal } from '../authority/principal.ts'
import { commit, prepare, requireMember } from '../commands/perform.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import { toWireError } from '../report.ts'
import type { Report } from '../report.ts'
import { Attachment } from './attachment.ts'
import type { Guest, Hub } from './hub.ts'
import type { Outlet } from './outlet.ts'
import { readFrame } from './read-frame.ts'

type Frame<Type extends ClientFrame['type']> = Extract<ClientFrame, { type: Type }>

/** One socket: frames in, frames out, any number of rooms. */
export class Connection implements Guest {
  readonly principal: Principal
  readonly #outlet: Outlet
  readonly #office: Office
  readonly #hub: Hub
  readonly #report: Report
  readonly #attachments = new Map<RoomId, Attachment>()
  #prepared: Promise<unknown> = Promise.resolve()

  constructor(outlet: Outlet, principal: Principal, office: Office, hub: Hub, report: Report) {
    this.principal = principal
    this.#outlet = outlet
    this.#office = office
    this.#hub = hub
    this.#report = report
  }

  start(socket: WebSocket, connection: string): void {
    this.#hub.enter(this)
    socket.on('message', (data, isBinary) => void this.#receive(data, isBinary))
    socket.on('close', () => this.#close())
    this.#reply({ type: 'hello', connection, principal: this.principal.id, at: this.#office.now() })
  }

  welcome(room: RoomId): void {
    this.#reply({ type: 'joined', room })
  }

  dismiss(room: RoomId): void {
    if (this.#detach(room)) this.#reply({ type: 'detached', room, error: wireError('room-not-found') })
  }

  async #receive(data: RawData, isBinary: boolean): Promise<void> {
    const address: { ref?: string; id?: string } = {}
    try {
      const frame = readFrame(data, isBinary, address)
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
      }
    } catch (error) {
      this.#reply({ type: 'error', error: toWireError(error, this.#report), ...address } as ServerFrame)
    }
  }

  /** Commands reach the log in the order in which they came, without waiting for each other's commit. */
  async #command({ id, room, command }: Frame<'command'>): Promise<void> {
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
      if (attachment.isClosed) throw new Refusal('not-attached')
      const start = after ?? snapshot?.head.seq ?? Seq.parse(0)
      this.#reply({ type: 'attached', ref, room, after: start, ...(snapshot ? { snapshot } : {}) })
      attachment.start(start, head.seq)
    } catch (error) {
      if (this.#attachments.get(room) === attachment) this.#detach(room)
      throw error
    }
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
    this.#hub.release(room)
    return true
  }

  #close(): void {
    this.#hub.exit(this)
    for (const room of this.#attachments.keys()) this.#detach(room)
  }

  #reply(frame: ServerFrame): void {
    this.#outlet.reply(frame)
  }
}
