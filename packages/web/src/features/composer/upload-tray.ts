import { LIMITS } from '@parley/protocol'
import { Listeners } from '../../shared/listeners.ts'
import { uploadFile } from './upload-file.ts'
import { changed } from './uploads.ts'
import type { Upload } from './uploads.ts'

/** The files of each draft. Like its words they stay while its writer looks at another room, or edits a message. [W3] */
const trays = new Map<string, readonly Upload[]>()
const running = new Map<string, AbortController>()
const listeners = new Listeners()
let keys = 0
const NONE: readonly Upload[] = []

/** The same object while nothing changes. */
export function uploadsOf(draft: string): readonly Upload[] {
  return trays.get(draft) ?? NONE
}

/** Sends files at once, to be posted later; answers how many a message has no room for. */
export function addUploads(draft: string, path: string, files: readonly File[]): number {
  const free = Math.max(0, LIMITS.maxAttachments - uploadsOf(draft).length)
  const fresh = files
    .slice(0, free)
    .map((file): Upload => ({ key: `${(keys += 1)}`, file, state: { name: 'sending', share: 0 } }))
  put(draft, [...uploadsOf(draft), ...fresh])
  for (const { key, file } of fresh) sendUpload(path, key, file)
  return files.length - fresh.length
}

/** Sends one of them, or sends it once more. */
export function sendUpload(path: string, key: string, file: File): void {
  const abort = new AbortController()
  running.set(key, abort)
  const become = (state: Upload['state']) => {
    // It may have been moved, or taken away.
    for (const [place, tray] of trays)
      if (tray.some((upload) => upload.key === key)) put(place, changed(tray, key, state))
  }
  become({ name: 'sending', share: 0 })
  uploadFile(path, file, (share) => become({ name: 'sending', share }), abort.signal)
    .then(
      (attachment) => become({ name: 'there', attachment }),
      (error: unknown) => become({ name: 'failed', reason: (error as Error).message }),
    )
    .finally(() => running.delete(key))
}

export function removeUpload(draft: string, key: string): void {
  running.get(key)?.abort()
  put(
    draft,
    uploadsOf(draft).filter((upload) => upload.key !== key),
  )
}

/** They were posted. */
export function clearUploads(draft: string): void {
  put(draft, NONE)
}

/** They could not be posted: they stand before what was added since. */
export function returnUploads(draft: string, uploads: readonly Upload[]): void {
  put(draft, [...uploads, ...uploadsOf(draft)])
}

/** What waits in one draft goes on waiting in another. */
export function moveUploads(from: string, to: string): void {
  returnUploads(to, uploadsOf(from))
  clearUploads(from)
}

export const onUploads = listeners.subscribe

function put(draft: string, uploads: readonly Upload[]): void {
  if (uploads.length === 0) trays.delete(draft)
  else trays.set(draft, uploads)
  listeners.tell()
}
