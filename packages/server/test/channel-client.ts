import type { ClientFrame, CommandInput, RoomEvent, ServerFrame } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { ClientOptions } from 'ws'

type FrameOf<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>

/** A client that keeps every frame in the order in which it came and lets tests wait for one. */
export class ChannelClient {
  readonly socket: WebSocket
  readonly frames: ServerFrame[] = []
  /** The close code, when it comes. */
  readonly closed: Promise<number>
  #seen = 0
  #wake: () => void = () => undefined

  constructor(url: string, options: ClientOptions, protocols: string[] = ['parley.v1']) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/channel`, protocols, options)
    this.closed = new Promise((resolve) => this.socket.once('close', resolve))
    this.socket.on('message', (data) => {
      this.frames.push(...[JSON.parse(String(data)) as ServerFrame | ServerFrame[]].flat())
      this.#wake()
    })
  }

  static async open(url: string, token: string): Promise<ChannelClient> {
    const client = new ChannelClient(url, { headers: { authorization: `Bearer ${token}` } })
    await client.next('hello')
    return client
  }

  send(frame: ClientFrame | string | Buffer): void {
    this.socket.send(typeof frame === 'object' && !Buffer.isBuffer(frame) ? JSON.stringify(frame) : frame)
  }

  /** The next frame of this type after those that were waited for already; others are passed over. */
  async next<Type extends ServerFrame['type']>(type: Type): Promise<FrameOf<Type>> {
    for (;;) {
      while (this.#seen < this.frames.length) {
        const frame = this.frames[this.#seen] as ServerFrame
        this.#seen += 1
        if (frame.type === type) return frame as FrameOf<Type>
      }
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** Waits until `holds`, which is asked again after every message. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.#wake = resolve))
  }

  async attach(room: string, from: { after: number } | { tail: number }): Promise<FrameOf<'attached'>> {
    this.send({ type: 'attach', ref: 'attach', room, ...from } as ClientFrame)
    return this.next('attached')
  }

  command(room: string, command: CommandInput, id: string = randomUUID()): void {
    this.send({ type: 'command', id, room, command } as ClientFrame)
  }

  post(room: string, text: string, id?: string): void {
    this.command(room, { type: 'post-message', text }, id)
  }

  /** Waits for that many acknowledgements. */
  async acks(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) await this.next('ack')
  }

  /** Everything that was sent before this has been answered when it resolves. */
  async settled(): Promise<void> {
    this.send({ type: 'ping', ref: 'settled' })
    await this.next('pong')
  }

  /**
   * The events of a room as a client of PROTOCOL.md would take them.
   * @throws where a frame leaves a gap, overlaps, or does not say where it goes on
   */
  eventsOf(room: string): RoomEvent[] {
    let cursor: number | undefined
    const events: RoomEvent[] = []
    for (const frame of this.frames) {
      if (frame.type === 'attached' && frame.room === room) cursor = frame.after
      if (frame.type !== 'events' || frame.room !== room) continue
      if (frame.after !== cursor)
        throw new Error(`a frame begins after ${frame.after}, the cursor is ${cursor}`)
      for (const event of frame.events) {
        if (event.seq <= cursor || event.seq > frame.to)
          throw new Error(`seq ${event.seq} is not within its frame`)
        cursor = event.seq
        events.push(event)
      }
      cursor = frame.to
    }
    return events
  }

  /** Up to where `eventsOf` goes. */
  cursorOf(room: string): number {
    const last = this.frames.findLast(
      (frame) => (frame.type === 'events' || frame.type === 'attached') && frame.room === room,
    )
    return last?.type === 'events' ? last.to : last?.type === 'attached' ? last.after : 0
  }
}
