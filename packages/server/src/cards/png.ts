import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { CardError } from './card-error.ts'

export type Chunk = { readonly type: string; readonly data: Buffer }

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MAX_CHUNKS = 20_000
/** What a picture is made of; all else that a file carries is left out of what is kept. */
const PICTURE_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND'])

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length))
}

/** The chunks of a PNG, each with the checksum that it should have. @throws CardError */
export function readChunks(bytes: Uint8Array): Chunk[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!isPng(buffer)) throw new CardError('The picture is not a PNG.')
  const chunks: Chunk[] = []
  let at = SIGNATURE.length
  while (chunks.at(-1)?.type !== 'IEND') {
    if (at + 12 > buffer.length || chunks.length >= MAX_CHUNKS) throw cutOff()
    const length = buffer.readUInt32BE(at)
    const end = at + 8 + length
    if (end + 4 > buffer.length) throw cutOff()
    const type = buffer.toString('latin1', at + 4, at + 8)
    if (crc32(buffer.subarray(at + 4, end)) !== buffer.readUInt32BE(end)) {
      throw new CardError('The picture is damaged: a checksum in it is wrong.')
    }
    chunks.push({ type, data: buffer.subarray(at + 8, end) })
    at = end + 4
  }
  if (chunks[0]?.type !== 'IHDR' || chunks[0].data.length !== 13)
    throw new CardError('The picture is damaged.')
  return chunks
}

export function writeChunks(chunks: readonly Chunk[]): Buffer {
  const parts = chunks.map(({ type, data }) => {
    const part = Buffer.alloc(data.length + 12)
    part.writeUInt32BE(data.length, 0)
    part.write(type, 4, 'latin1')
    data.copy(part, 8)
    part.writeUInt32BE(crc32(part.subarray(4, data.length + 8)), data.length + 8)
    return part
  })
  return Buffer.concat([SIGNATURE, ...parts])
}

/** The texts of a PNG by keyword; the first of each. `maxBytes` bounds what a compressed one becomes. */
export function textsOf(chunks: readonly Chunk[], maxBytes: number): Map<string, string> {
  const texts = new Map<string, string>()
  for (const { type, data } of chunks) {
    const end = data.indexOf(0)
    if (end <= 0 || !['tEXt', 'zTXt', 'iTXt'].includes(type)) continue
    const keyword = data.toString('latin1', 0, end).toLowerCase()
    if (!texts.has(keyword)) texts.set(keyword, textOfChunk(type, data.subarray(end + 1), maxBytes))
  }
  return texts
}

/** The picture alone: no text, no place where it was taken, no frames. */
export function bareChunks(chunks: readonly Chunk[]): Chunk[] {
  return chunks.filter(({ type }) => PICTURE_CHUNKS.has(type))
}

/** The picture with these texts, each under its keyword, before the end. */
export function withTexts(picture: readonly Chunk[], texts: ReadonlyMap<string, string>): Buffer {
  const added = [...texts].map(([keyword, text]) => ({
    type: 'tEXt',
    data: Buffer.from(`${keyword}\0${text}`, 'latin1'),
  }))
  return writeChunks([...picture.slice(0, -1), ...added, ...picture.slice(-1)])
}

export function sizeOf(chunks: readonly Chunk[]): { width: number; height: number } {
  const [header] = chunks
  return { width: header?.data.readUInt32BE(0) ?? 0, height: header?.data.readUInt32BE(4) ?? 0 }
}

/** A square in a gradient of two colours, `#rrggbb`, from top to bottom: the picture of who has none. */
export function gradientPicture(top: string, bottom: string, sizePx = 256): Chunk[] {
  const [from, to] = [channels(top), channels(bottom)]
  const row = 1 + sizePx * 3
  const pixels = Buffer.alloc(row * sizePx)
  for (let y = 0; y < sizePx; y += 1) {
    const share = y / (sizePx - 1)
    const colour = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * share))
    for (let x = 0; x < sizePx; x += 1) pixels.set(colour, y * row + 1 + x * 3)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(sizePx, 0)
  header.writeUInt32BE(sizePx, 4)
  // Eight bits a channel, red, green and blue.
  header.set([8, 2], 8)
  return [
    { type: 'IHDR', data: header },
    { type: 'IDAT', data: deflateSync(pixels) },
    { type: 'IEND', data: Buffer.alloc(0) },
  ]
}

function textOfChunk(type: string, rest: Buffer, maxBytes: number): string {
  if (type === 'tEXt') return rest.toString('latin1')
  if (type === 'zTXt') return inflated(rest.subarray(1), maxBytes).toString('latin1')
  // Whether it is compressed, how, its language, and the keyword translated; then the words.
  const language = rest.indexOf(0, 2)
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1)
  if (translated < 0) throw new CardError('The picture is damaged: a text in it cannot be read.')
  const words = rest.subarray(translated + 1)
  return (rest[0] === 1 ? inflated(words, maxBytes) : words).toString('utf8')
}

function inflated(data: Buffer, maxBytes: number): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: maxBytes })
  } catch {
    throw new CardError('A text in the picture is damaged, or far too long.')
  }
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

function cutOff(): CardError {
  return new CardError('The picture is cut off: its end is missing.')
}
