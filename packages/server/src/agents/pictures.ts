import { LIMITS } from '@parley/protocol'
import { hash } from 'node:crypto'
import { bareChunks, readChunks, sizeOf, writeChunks } from '../cards/png.ts'
import { CardError } from '../cards/index.ts'
import type { Records } from '../store/records.ts'

const PICTURE = 'picture'
/** More would make browsers unpack far more than the file is large. */
const MAX_SIDE_PX = 2_048

/**
 * Keeps a PNG under the hash of what is in it, and answers with that. Only the picture is kept: no text, and
 * no place where it was taken. [A1, S4] @throws CardError where it is none, or too large
 */
export async function keepPicture(records: Records, bytes: Uint8Array): Promise<string> {
  const chunks = readChunks(bytes)
  const { width, height } = sizeOf(chunks)
  if (width < 1 || height < 1 || width > MAX_SIDE_PX || height > MAX_SIDE_PX) {
    throw new CardError(`A picture may be ${MAX_SIDE_PX} × ${MAX_SIDE_PX} pixels large.`)
  }
  const png = writeChunks(bareChunks(chunks))
  if (png.length > LIMITS.maxPictureBytes) throw new CardError('A picture may have 512 kB.')
  const id = hash('sha256', png, 'base64url')
  await records.add(PICTURE, { id, data: png.toString('base64') })
  return id
}

export async function readPicture(records: Records, id: string): Promise<Buffer | undefined> {
  const [found] = await records.find(PICTURE, { where: [{ field: 'id', value: id }] })
  return found && Buffer.from(String(found['data']), 'base64')
}
