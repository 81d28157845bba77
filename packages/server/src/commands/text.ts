import { isBlank, LIMITS, utf8Bytes } from '@parley/protocol'
import { Refusal } from '../refusal.ts'

/** The text of a message as it is stored: not empty and within its limit. */
export function checkText(text: string): string {
  if (isBlank(text)) throw new Refusal('empty-text')
  if (text.length <= LIMITS.maxTextBytes / 3) return text
  const bytes = utf8Bytes(text)
  if (bytes <= LIMITS.maxTextBytes) return text
  const details = { bytes, maxBytes: LIMITS.maxTextBytes }
  throw new Refusal('too-large', 'A message may have 16 KiB of text.', details)
}

/** The same of a message with files, which need no words. [R2] */
export function checkTextWith(files: readonly unknown[], text: string): string {
  return files.length > 0 && isBlank(text) ? '' : checkText(text)
}
