import { LIMITS } from '@parley/protocol'
import type { Attachment } from '@parley/protocol'

/** An image that is no heavier needs no smaller picture. */
const LIGHT_BYTES = 64 * 1024

/** How large a thumbnail of this is in pixels; undefined: it needs none, or is no image of a known size. */
export function thumbnailSize({
  width,
  height,
  bytes,
}: Pick<Attachment, 'width' | 'height' | 'bytes'>): { width: number; height: number } | undefined {
  if (width === undefined || height === undefined || bytes <= LIGHT_BYTES) return undefined
  const scale = Math.min(1, LIMITS.maxThumbnailEdge / Math.max(width, height))
  const scaled = (length: number) => Math.max(1, Math.round(length * scale))
  return { width: scaled(width), height: scaled(height) }
}

/** Whether an image moves, or may: its first bytes say so in every format but GIF. */
export function isAnimated(type: string, beginning: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(beginning)
  switch (type) {
    case 'image/gif':
      return true
    case 'image/png':
      return text.includes('acTL')
    case 'image/webp':
      return text.startsWith('VP8X', 12) && ((beginning[20] ?? 0) & 0b10) !== 0
    case 'image/avif':
      return text.slice(0, 64).includes('avis')
    default:
      return false
  }
}
