import type { RoomEvent, RoomId, Seq, ServerFrame } from '@parley/protocol'

const FINAL_TEXT = 0x81

/** A frame of ours as JSON. */
export function encode(frame: ServerFrame): string {
  return JSON.stringify(frame)
}

/** The events of the seqs (after, to] as bytes that may be written to any number of sockets. */
export function encodeEvents(room: RoomId, after: Seq, to: Seq, events: readonly RoomEvent[]): Buffer {
  return textMessage(encode({ type: 'events', room, after, to, events: [...events] }))
}

/** A WebSocket message of text as a server sends it: final, unmasked, not compressed (RFC 6455, 5.2). */
export function textMessage(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(start + length)
  bytes[0] = FINAL_TEXT
  if (start === 2) bytes[1] = length
  else if (start === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.write(text, start)
  return bytes
}
