import { fileTypeFromBuffer } from 'file-type'
import { imageSize } from 'image-size'

export type Sniffed = { type: string; width?: number; height?: number }

/** As much of a file as tells what it is, and how large where it is an image. */
export const SNIFFED_BYTES = 256 * 1024

/** Types that are told from plain text by their names: nothing in the bytes does. */
const TEXT_TYPES: ReadonlyMap<string, string> = new Map([
  ['md', 'text/markdown'],
  ['markdown', 'text/markdown'],
  ['csv', 'text/csv'],
  ['json', 'application/json'],
])
const MEASURED = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/**
 * What a file is, by its first bytes; never by what its sender says. What could run in a browser (HTML, SVG) is
 * plain text. [R2]
 */
export async function sniff(beginning: Uint8Array, name: string): Promise<Sniffed> {
  const found = await fileTypeFromBuffer(beginning)
  if (found !== undefined && found.mime !== 'application/xml') {
    return { type: found.mime, ...(MEASURED.has(found.mime) ? measured(beginning) : {}) }
  }
  if (!isText(beginning)) return { type: 'application/octet-stream' }
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return { type: TEXT_TYPES.get(extension) ?? 'text/plain' }
}

function measured(beginning: Uint8Array): { width?: number; height?: number } {
  try {
    const { width, height, orientation = 1 } = imageSize(beginning)
    if (!(width > 0 && height > 0)) return {}
    // Photos of phones lie on their side and say so: browsers turn them.
    return orientation >= 5 ? { width: height, height: width } : { width, height }
  } catch {
    // A damaged image, or dimensions further in than was looked at: shown without.
    return {}
  }
}

/** Control characters other than breaks and tabs. */
const CONTROL = /(?!\s)\p{Cc}/u

/** UTF-8 without control characters; the last character may be cut off. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return !CONTROL.test(text)
  } catch {
    return false
  }
}
