import { LIMITS, Thumbnail } from '@parley/protocol'
import type { Attachment } from '@parley/protocol'
import { Refusal } from '../refusal.ts'
import type { Received } from './receive.ts'

const Type = Thumbnail.shape.type

/**
 * What came as a smaller picture of an image, if it may stand for it: found in the bytes to be a picture, of the
 * same shape, no larger than a bubble can show, and lighter. What it shows is its sender's word, as the image is.
 * @throws Refusal
 */
export function thumbnailOf(image: Attachment, { bytes, sha256, ...found }: Received): Thumbnail {
  const { width = 0, height = 0 } = found
  const { data: type } = Type.safeParse(found.type)
  if (image.width === undefined || image.height === undefined)
    throw new Refusal('not-supported', 'Only an image whose size is known has a thumbnail.')
  if (type === undefined) throw refused(`is ${found.type}, not one of ${Type.options.join(', ')}`)
  const edge = LIMITS.maxThumbnailEdge
  if (width < 1 || height < 1 || width > edge || height > edge)
    throw refused(`is ${width} × ${height}, and may have ${edge} either way`)
  // Rounded to whole pixels, one of the sides may be off by one.
  const skew = Math.abs(width * image.height - height * image.width)
  if (skew > Math.max(image.width, image.height)) throw refused('has another shape than its image')
  if (bytes >= image.bytes) throw refused('is no lighter than its image')
  return { type, bytes, width, height, sha256 }
}

function refused(why: string): Refusal {
  return new Refusal('invalid-input', `The thumbnail ${why}.`)
}
