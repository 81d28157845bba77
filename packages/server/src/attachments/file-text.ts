import type { Attachment } from '@parley/protocol'
import { MAX_FILE_CHARACTERS } from '../context/index.ts'
import type { Attachments } from './attachments.ts'

/** Texts that were read out lately, by the digest of their files. */
const MAX_KEPT = 64
const kept = new Map<string, string>()

/** The beginning of what a file says, where it is text or a PDF that has any; else undefined. [R2] */
export async function fileText(
  attachments: Pick<Attachments, 'read'>,
  file: Attachment,
): Promise<string | undefined> {
  const known = kept.get(file.sha256)
  if (known !== undefined) return known
  const text = await readText(attachments, file)
  if (text === undefined || text.trim() === '') return undefined
  const short = text.length <= MAX_FILE_CHARACTERS ? text : `${text.slice(0, MAX_FILE_CHARACTERS)} …`
  kept.set(file.sha256, short)
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break
    kept.delete(oldest)
  }
  return short
}

async function readText(
  attachments: Pick<Attachments, 'read'>,
  file: Attachment,
): Promise<string | undefined> {
  if (/^text\/|\/json$/.test(file.type)) return (await attachments.read(file)).toString('utf8')
  if (file.type !== 'application/pdf') return undefined
  const bytes = await attachments.read(file)
  try {
    const { extractText } = await import('unpdf')
    const { text } = await extractText(new Uint8Array(bytes), { mergePages: true })
    return text
  } catch {
    // A damaged or locked document: its name is all that can be told.
    return undefined
  }
}
