/** How a WebSocket message is put on the wire (RFC 6455, 5.2); every field can be given a wrong value. */
export type FrameParts = {
  payload: Buffer
  /** 1 text, 2 binary, 0 continuation, 8 close, 9 ping, 10 pong; the rest is reserved. */
  opcode?: number
  isFinal?: boolean
  /** The three reserved bits, 0 to 7. 4 is "compressed". */
  reserved?: number
  isMasked?: boolean
  /** A length that the header claims; by default that of the payload. */
  claimedLength?: bigint
  /** Which of the three forms the length has; by default the shortest. */
  lengthBytes?: 0 | 2 | 8
}

const MASK = Buffer.from([0x3a, 0x91, 0x5c, 0xe7])

/** A frame as a client sends it. */
export function clientFrame(parts: FrameParts): Buffer {
  const { payload, opcode = 1, isFinal = true, reserved = 0, isMasked = true } = parts
  const length = parts.claimedLength ?? BigInt(payload.length)
  const lengthBytes = parts.lengthBytes ?? (length < 126n ? 0 : length < 65_536n ? 2 : 8)
  const header = Buffer.alloc(2 + lengthBytes)
  header[0] = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode
  header[1] = (isMasked ? 0x80 : 0) | (lengthBytes === 0 ? Number(length) : lengthBytes === 2 ? 126 : 127)
  if (lengthBytes === 2) header.writeUInt16BE(Number(length), 2)
  if (lengthBytes === 8) header.writeBigUInt64BE(length, 2)
  if (!isMasked) return Buffer.concat([header, payload])
  const masked = Buffer.from(payload)
  for (let index = 0; index < masked.length; index += 1) {
    masked[index] = (masked[index] ?? 0) ^ (MASK[index % 4] ?? 0)
  }
  return Buffer.concat([header, MASK, masked])
}

/** How many bytes the frame at the beginning of `bytes` has, header included; undefined: not known yet. */
export function frameLength(bytes: Buffer): number | undefined {
  if (bytes.length < 2) return undefined
  const [, second = 0] = bytes
  const short = second & 0x7f
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  if (bytes.length < 2 + lengthBytes) return undefined
  const payload =
    lengthBytes === 0 ? short : lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  return 2 + lengthBytes + (second & 0x80 ? 4 : 0) + payload
}

/** Cuts a stream into whole frames as its bytes come. */
export class FrameSplitter {
  #rest = Buffer.alloc(0)

  /** Whether the stream is between two frames. */
  get isBetween(): boolean {
    return this.#rest.length === 0
  }

  take(bytes: Buffer): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes])
    const frames: Buffer[] = []
    for (;;) {
      const length = frameLength(this.#rest)
      if (length === undefined || this.#rest.length < length) return frames
      frames.push(this.#rest.subarray(0, length))
      this.#rest = this.#rest.subarray(length)
    }
  }
}
