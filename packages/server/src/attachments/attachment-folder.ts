import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Configuration } from '../configuration.ts'

export type AttachmentFolder = { path: string; close: () => Promise<void> }

/** Beside the database; for a server that keeps nothing, a folder that goes when it ends. */
export function attachmentFolder({ dataDirectory }: Pick<Configuration, 'dataDirectory'>): AttachmentFolder {
  if (dataDirectory !== '') return { path: join(dataDirectory, 'attachments'), close: async () => undefined }
  const path = mkdtempSync(join(tmpdir(), 'parley-files-'))
  return { path, close: () => rm(path, { recursive: true, force: true }) }
}
