import { CLOSE_CODES } from '@parley/protocol'
import type { CloseCode, ServerFrame } from '@parley/protocol'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { encode, textMessage } from './encode.ts'

/** A connection whose reader is this far behind is closed, to resume from its cursor. [C7] */
export const MAX_BUFFERED_BYTES = 8 * 1024 * 1024

/** What an outlet must be able to do besides writing. */
export type Carrier = Pick<WebSocket, 'readyState' | 'OPEN' | 'close'>

/**
 * What goes out on one socket, in order.
 *
 * Messages are written past the WebSocket, straight to the stream under it, so that one buffer with
 * its header serves any number of sockets. That is sound because nothing here is compressed: the
 * WebSocket then keeps no queue of its own, and what it writes itself (pings, the close) is whole.
 */
export class Outlet {
  readonly #socket: Carrier
  readonly #stream: Duplex
  #replies: string[] = []

  constructor(socket: Carrier, stream: Duplex) {
    this.#socket = socket
    this.#stream = stream
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  /** More waits to be read than a socket holds by itself: what may be lost should not be added. [C7] */
  get isBehind(): boolean {
    return this.#stream.writableNeedDrain
  }

  /** Answers to one connection that come about at the same time leave as one message. */
  reply(frame: ServerFrame): void {
    this.replyText(encode(frame))
  }

  /** `frame` is the JSON of a frame. */
  replyText(frame: string): void {
    if (this.#replies.length === 0) process.nextTick(() => this.#flush())
    this.#replies.push(frame)
  }

  /** Writes a whole message; the bytes may be shared and must not change. */
  send(message: Buffer): void {
    this.#flush()
    this.#write(message)
  }

  /** Resolves once the reader has caught up with what was sent, or is gone. */
  drained(): Promise<void> {
    const stream = this.#stream
    if (!stream.writableNeedDrain || stream.destroyed) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        stream.off('drain', done).off('close', done)
        resolve()
      }
      stream.on('drain', done).on('close', done)
    })
  }

  /** Ends it, after everything that was written before. */
  close(code: CloseCode): void {
    this.#flush()
    if (this.isOpen) this.#socket.close(code, CLOSE_CODES[code].name)
  }

  #flush(): void {
    const replies = this.#replies
    const [first] = replies
    if (first === undefined) return
    this.#replies = []
    this.#write(textMessage(replies.length === 1 ? first : `[${replies.join(',')}]`))
  }

  #write(message: Buffer): void {
    if (!this.isOpen) return
    if (this.#stream.writableLength > MAX_BUFFERED_BYTES) this.#socket.close(4408, 'resume')
    else this.#stream.write(message)
  }
}
