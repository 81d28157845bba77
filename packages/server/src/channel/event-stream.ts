import type { ServerFrame } from '@parley/protocol'
import type { ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import type { TransformCallback } from 'node:stream'
import type { Carrier } from './outlet.ts'

/** How long a reader that is told to go may take to read so. */
const LINGER_MS = 2_000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Proxies that collect answers before they pass them on are asked not to.
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

/**
 * A response that carries the messages of a WebSocket as server-sent events. It stands in for both halves of
 * what an `Outlet` writes to, so that batches, order and backpressure are those of the socket. [C7, C8]
 *
 * Each message becomes one `data:` line, as JSON has no line breaks. With `room`, whatever brings events of
 * that room has the seq up to which it brings them as its `id:`. The end is an event `close` with the code
 * that a socket would have been closed with.
 */
export class EventStream extends Transform implements Carrier {
  readonly OPEN = 1
  readyState: Carrier['readyState'] = 1
  readonly #response: ServerResponse
  readonly #room: string | undefined
  #farewell: string | undefined

  constructor(response: ServerResponse, room?: string) {
    super()
    this.#response = response
    this.#room = room
    response.writeHead(200, HEADERS)
    response.flushHeaders()
    response.on('close', () => {
      this.readyState = 3
      this.destroy()
    })
    this.pipe(response)
  }

  /** Something to read that means nothing: what is silent is dropped by proxies, and missed by its reader. */
  beat(): void {
    if (this.readyState === 1) this.push(':\n\n')
  }

  /** Says why, after everything that was written before, and ends. */
  close(code = 1001, name: string | Buffer = ''): void {
    if (this.readyState !== 1) return
    this.readyState = 2
    this.#farewell = JSON.stringify({ code, name: String(name) })
    this.end()
    setTimeout(() => this.#response.destroy(), LINGER_MS).unref()
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    done(null, Buffer.concat(textsOf(chunk).flatMap((text) => this.#event(text))))
  }

  override _flush(done: TransformCallback): void {
    done(null, this.#farewell === undefined ? undefined : `event: close\ndata: ${this.#farewell}\n\n`)
  }

  #event(text: Buffer): Buffer[] {
    const id = this.#room === undefined ? undefined : seqOf(text, this.#room)
    return [Buffer.from(id === undefined ? 'data: ' : `id: ${id}\ndata: `), text, END_OF_EVENT]
  }
}

const END_OF_EVENT = Buffer.from('\n\n')

/** What is in the WebSocket messages that `chunk` consists of: each is whole, unmasked text. */
function textsOf(chunk: Buffer): Buffer[] {
  const texts: Buffer[] = []
  for (let at = 0; at < chunk.length;) {
    const size = chunk.readUInt8(at + 1)
    const start = at + (size < 126 ? 2 : size === 126 ? 4 : 10)
    const length =
      size < 126 ? size : size === 126 ? chunk.readUInt16BE(at + 2) : Number(chunk.readBigUInt64BE(at + 2))
    texts.push(chunk.subarray(start, start + length))
    at = start + length
  }
  return texts
}

/** Up to where the message brings the events of the room; undefined where it brings none. */
function seqOf(text: Buffer, room: string): number | undefined {
  const frames = [JSON.parse(String(text)) as ServerFrame | ServerFrame[]].flat()
  const last = frames.findLast((frame) => frame.type === 'events' && frame.room === room)
  return last?.type === 'events' ? last.to : undefined
}
