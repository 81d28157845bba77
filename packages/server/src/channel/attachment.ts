import type { RoomId, Seq } from '@parley/protocol'
import type { EventPage } from '../store/store.ts'
import { encodeEvents } from './encode.ts'
import type { Subscriber, Topic } from './topic.ts'

const PAGE = 500

export type AttachmentPorts = {
  topic: Topic
  readEvents: (after: Seq, limit: number) => Promise<EventPage | undefined>
  send: (message: Buffer) => void
  /** Resolves once what was sent has been read: a replay does not outrun its reader. */
  drained: () => Promise<void>
  /** The log could not be read. */
  fail: (error: unknown) => void
}

/**
 * One connection's place in one room. [C4]
 *
 *     held ──start──▶ replaying ──page reaches the end of the log──▶ live
 *                         ▲                                           │
 *                         └───────── a frame begins after the cursor ─┘
 *
 * It is in the topic from its first moment, so that nothing published from then on escapes it; held,
 * it only notes how far the log has come. The cursor says up to where everything was sent: it never
 * jumps and never goes back, so the client sees each seq once and in order.
 */
export class Attachment implements Subscriber {
  readonly room: RoomId
  readonly #ports: AttachmentPorts
  #state: 'held' | 'replaying' | 'live' | 'closed' = 'held'
  #cursor = 0 as Seq
  /** Up to here the log is known to go. */
  #published = 0 as Seq

  constructor(room: RoomId, ports: AttachmentPorts) {
    this.room = room
    this.#ports = ports
    ports.topic.join(this)
  }

  get cursor(): Seq {
    return this.#cursor
  }

  get isClosed(): boolean {
    return this.#state === 'closed'
  }

  /** Sends everything after `after`; the log goes up to `head` at least. */
  start(after: Seq, head: Seq): void {
    this.#cursor = after
    this.#state = 'live'
    const published = Math.max(head, this.#published) as Seq
    if (published > after) this.fallBehind(published)
  }

  deliver(message: Buffer, to: Seq): void {
    if (this.#state === 'live') {
      this.#cursor = to
      this.#ports.send(message)
    } else this.#published = to
  }

  fallBehind(to: Seq): void {
    this.#published = to
    if (this.#state !== 'live') return
    this.#state = 'replaying'
    this.#replay().catch((error: unknown) => {
      if (!this.isClosed) this.#ports.fail(error)
    })
  }

  close(): void {
    this.#state = 'closed'
    this.#ports.topic.leave(this)
  }

  /** Goes live, without giving way in between, when nothing is known to lie after the cursor. */
  async #replay(): Promise<void> {
    for (;;) {
      const page = await this.#ports.readEvents(this.#cursor, PAGE)
      if (this.isClosed || page === undefined) return
      if (page.to > this.#cursor) {
        this.#ports.send(encodeEvents(this.room, this.#cursor, page.to, page.events))
        this.#cursor = page.to
      }
      if (page.to >= page.head && page.to >= this.#published) {
        this.#state = 'live'
        return
      }
      await this.#ports.drained()
      if (this.isClosed) return
    }
  }
}
