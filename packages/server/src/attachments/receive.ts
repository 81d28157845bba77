import { LIMITS } from '@parley/protocol'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { Refusal } from '../refusal.ts'
import { sniff, SNIFFED_BYTES } from './sniff.ts'
import type { Sniffed } from './sniff.ts'

const MEBIBYTE = 1024 * 1024

export type Received = Sniffed & { bytes: number; sha256: string }

/** Writes what comes to a new file, and syncs it; no more than `maxBytes`. @throws Refusal `too-large`, `invalid-input` where nothing came */
export async function receive(
  body: AsyncIterable<Uint8Array>,
  path: string,
  name: string,
  maxBytes: number = LIMITS.maxAttachmentBytes,
): Promise<Received> {
  const hash = createHash('sha256')
  const beginning: Uint8Array[] = []
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of body) {
      if (bytes < SNIFFED_BYTES) beginning.push(chunk.subarray(0, SNIFFED_BYTES - bytes))
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  if (bytes === 0) throw new Refusal('invalid-input', 'The file is empty.')
  return { ...(await sniff(Buffer.concat(beginning), name)), bytes, sha256: hash.digest('hex') }
}

export function tooLarge(maxBytes: number = LIMITS.maxAttachmentBytes): Refusal {
  const most = maxBytes < MEBIBYTE ? `${maxBytes / 1024} kB` : `${maxBytes / MEBIBYTE} MB`
  return new Refusal('too-large', `A file may have ${most}.`, { maxBytes })
}
