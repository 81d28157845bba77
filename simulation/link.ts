import { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Random } from './random.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What a server sees of a link: a socket, and the stream under it. */
export type ServerEnd = { socket: WebSocket; stream: Duplex }

export type LinkSurroundings = {
  time: VirtualTime
  random: Random
  /** Does it in the server process at the other end, if that lives. */
  proceed: (run: () => void) => void
  weather: () => Weather
}

/** What the network does to frames of events; everything else keeps its order, as on TCP. */
export type Weather = {
  /** Shares of the messages that come twice, or after later ones. */
  doubled: number
  late: number
  slowestMs: number
}

export const FAIR: Weather = { doubled: 0, late: 0, slowestMs: 20 }

/** A reader that is this far behind is waited for. */
const HIGH_WATER_BYTES = 64 * 1024

/** One WebSocket: the client's end is the link itself, the server's end is made when it opens. */
export class Link extends EventTarget {
  readyState: 0 | 1 | 3 = 0
  readonly #around: LinkSurroundings
  #toServerAt = 0
  #toClientAt = 0
  #socket: ServerSocket | undefined
  readonly #stream = new ServerStream((message) => this.#toClient(message))

  constructor(around: LinkSurroundings) {
    super()
    this.#around = around
  }

  /** The connection has come about; answers the server's end of it. */
  open(): ServerEnd {
    this.readyState = 1
    this.#socket = new ServerSocket(() => this.#around.time.after(1, () => this.cut(4408)))
    return { socket: this.#socket as unknown as WebSocket, stream: this.#stream as unknown as Duplex }
  }

  send(data: string): void {
    const { time, random, proceed, weather } = this.#around
    this.#toServerAt = Math.max(this.#toServerAt, time.now + random.between(0, weather().slowestMs))
    time.after(this.#toServerAt - time.now, () =>
      proceed(() => {
        if (this.#socket?.readyState === 1) this.#socket.emit('message', Buffer.from(data), false)
      }),
    )
  }

  close(): void {
    this.cut(1000)
  }

  /** What is under way is lost. The client knows at once; the server may hear of it much later. */
  cut(code: number): void {
    if (this.readyState === 3) return
    const { time, random, proceed } = this.#around
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
    time.after(random.chance(0.2) ? random.between(1_000, 60_000) : random.between(0, 50), () =>
      proceed(() => this.#gone()),
    )
  }

  #gone(): void {
    if (this.#socket === undefined) return
    this.#socket.readyState = 3
    this.#stream.end()
    this.#socket.emit('close')
  }

  #toClient(message: Buffer): void {
    const { time, random, weather } = this.#around
    const data = readText(message)
    const arrive = () => {
      if (this.readyState === 1) this.dispatchEvent(Object.assign(new Event('message'), { data }))
    }
    const isOfEvents = data.startsWith('{"type":"events"')
    if (isOfEvents && random.chance(weather().doubled)) time.after(random.between(0, 3_000), arrive)
    const isLate = isOfEvents && random.chance(weather().late)
    const at = Math.max(this.#toClientAt, time.now + random.between(0, weather().slowestMs))
    if (!isLate) this.#toClientAt = at
    const lateMs = isLate ? random.between(50, 3_000) : 0
    time.after(at + lateMs - time.now, () => {
      this.#stream.read(message.length)
      arrive()
    })
  }
}

class ServerSocket extends EventEmitter {
  readonly OPEN = 1
  readyState: 1 | 3 = 1
  readonly #close: () => void

  constructor(close: () => void) {
    super()
    this.#close = close
  }

  close(): void {
    this.#close()
  }
}

/** The part of a stream that an `Outlet` writes to. */
class ServerStream extends EventEmitter {
  destroyed = false
  writableNeedDrain = false
  writableLength = 0
  readonly #written: (message: Buffer) => void

  constructor(written: (message: Buffer) => void) {
    super()
    this.#written = written
  }

  write(message: Buffer): void {
    this.writableLength += message.length
    this.writableNeedDrain ||= this.writableLength > HIGH_WATER_BYTES
    this.#written(message)
  }

  read(bytes: number): void {
    this.writableLength -= bytes
    if (this.writableLength > 0 || !this.writableNeedDrain) return
    this.writableNeedDrain = false
    this.emit('drain')
  }

  end(): void {
    this.destroyed = true
    this.emit('close')
  }
}

/** The text of an unmasked, unfragmented WebSocket message. */
function readText(message: Buffer): string {
  const length = message[1] ?? 0
  return message.toString('utf8', length < 126 ? 2 : length === 126 ? 4 : 10)
}
