import { createHash, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** One for all sockets: what is read is dealt with before anything else is read. */
const READ_BUFFER = Buffer.allocUnsafe(64 * 1024)

const NOTHING = Buffer.alloc(0)
const [TEXT, CLOSE, PING] = [1, 8, 9]
/** Masked, and empty. */
const PONG_FRAME = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])

export type Endpoint = {
  port: number
  path: string
  headers: Record<string, string>
  /** How the server's first message begins. */
  greeting: string
}

/**
 * A WebSocket that does just what a load generator needs, so that the load is never the bottleneck:
 * whole text messages out, the beginnings of text messages in.
 */
export class LeanSocket {
  readonly #socket: Socket
  /** Gets the buffer and where the message's beginning lies in it; valid during the call only. */
  onMessage: (bytes: Buffer, start: number, end: number) => void = () => undefined
  /** As much of a message's beginning as `onMessage` wants to see; the rest is passed over, not copied. */
  headBytes = Infinity
  #rest = NOTHING
  #skip = 0
  #isUpgraded = false

  private constructor(port: number) {
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: READ_BUFFER, callback: (length) => this.#read(READ_BUFFER.subarray(0, length)) },
    })
  }

  static async open({ port, path, headers, greeting }: Endpoint): Promise<LeanSocket> {
    const socket = new LeanSocket(port)
    socket.#socket.once('end', () => {
      throw new Error('the server ended a connection')
    })
    const greeted = socket.hears(greeting)
    await new Promise<void>((resolve, reject) => {
      socket.#socket.once('error', reject).once('connect', () => {
        const lines = {
          Host: `127.0.0.1:${port}`,
          Upgrade: 'websocket',
          Connection: 'Upgrade',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
          ...headers,
        }
        const text = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
        socket.#socket.write(`GET ${path} HTTP/1.1\r\n${text.join('')}\r\n`)
        resolve()
      })
    })
    await greeted
    return socket
  }

  /** Waits for a message that begins like this. */
  hears(beginning: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.onMessage = (bytes, start, end) => {
        const text = bytes.toString('latin1', start, end)
        // Answers that come about at the same time are one message, an array.
        if (text.startsWith(beginning) || text.startsWith(`[${beginning}`)) resolve()
        else if (text.startsWith('{"type":"error"')) reject(new Error(text))
      }
    })
  }

  /** Writes bytes that `frameOf` made. */
  send(frame: Buffer): void {
    this.#socket.write(frame)
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(chunk: Buffer): boolean {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    let at = this.#isUpgraded ? 0 : this.#passHandshake(bytes)
    while (this.#isUpgraded) {
      const skipped = Math.min(this.#skip, bytes.length - at)
      at += skipped
      this.#skip -= skipped
      const frame = this.#skip === 0 ? readHead(bytes, at, this.headBytes) : undefined
      if (frame === undefined) break
      if (frame.opcode === TEXT) this.onMessage(bytes, frame.start, frame.headEnd)
      else if (frame.opcode === PING) this.#socket.write(PONG_FRAME)
      at = frame.headEnd
      this.#skip = frame.end - frame.headEnd
    }
    // The read buffer is used again for the next chunk.
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : NOTHING
    return true
  }

  #passHandshake(bytes: Buffer): number {
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) return 0
    const [status] = bytes.toString('latin1', 0, end).split('\r\n')
    if (!status?.includes(' 101 ')) throw new Error(`no WebSocket here: ${status}`)
    this.#isUpgraded = true
    return end + 4
  }
}

type Head = { opcode: number; start: number; headEnd: number; end: number }

function readHead(bytes: Buffer, at: number, headBytes: number): Head | undefined {
  if (bytes.length < at + 2) return undefined
  const short = bytes.readUInt8(at + 1) & 0x7f
  const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10)
  if (bytes.length < start) return undefined
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUIntBE(at + 4, 6)
  const end = start + length
  const headEnd = Math.min(end, start + headBytes)
  if (bytes.length < headEnd) return undefined
  const opcode = bytes.readUInt8(at) & 0x0f
  if (opcode === CLOSE)
    throw new Error(`the server closed a connection: ${bytes.toString('utf8', start, headEnd)}`)
  return { opcode, start, headEnd, end }
}

/** A masked text message, as clients must send them. */
export function frameOf(text: string, mask = createHash('md5').update(text).digest().subarray(0, 4)): Buffer {
  const payload = Buffer.from(text)
  const header =
    payload.length < 126
      ? Buffer.from([0x81, 0x80 | payload.length])
      : Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff])
  for (let index = 0; index < payload.length; index += 1) {
    payload[index] = payload.readUInt8(index) ^ mask.readUInt8(index & 3)
  }
  return Buffer.concat([header, mask, payload])
}

/**
 * Frames that differ in one place only: the text has `marker` in it, each frame a number of the same
 * width instead. Masking is done once for all of them.
 */
export function frameTemplate(text: string, marker: string): (number: number) => Buffer {
  const mask = randomBytes(4)
  const template = frameOf(text, mask)
  const payloadStart = template.length - Buffer.byteLength(text)
  const offset = Buffer.from(text).indexOf(marker)
  return (number) => {
    const frame = Buffer.from(template)
    const digits = String(number).padStart(marker.length, '0')
    for (let index = 0; index < digits.length; index += 1) {
      frame[payloadStart + offset + index] = digits.charCodeAt(index) ^ mask.readUInt8((offset + index) & 3)
    }
    return frame
  }
}
