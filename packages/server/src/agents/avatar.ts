import type { Agent } from '@parley/protocol'
import { gradientPicture, readChunks } from '../cards/png.ts'
import type { Chunk } from '../cards/png.ts'
import type { Records } from '../store/records.ts'
import { readPicture } from './pictures.ts'

const GREY = ['#8fa3b8', '#4a5f78'] as const

/** The picture of an agent, or a plain one in its colours. */
export async function avatarOf(records: Records, { picture, colors }: Agent): Promise<readonly Chunk[]> {
  const kept = picture === undefined ? undefined : await readPicture(records, picture)
  if (kept !== undefined) return readChunks(kept)
  const [top, bottom] = colors ?? GREY
  return gradientPicture(top, bottom)
}
