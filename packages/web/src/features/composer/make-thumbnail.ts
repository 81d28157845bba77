import { LIMITS } from '@parley/protocol'
import type { Attachment } from '@parley/protocol'
import { isAnimated, thumbnailSize } from './thumbnail.ts'

/** As much of a file as tells whether it moves. */
const BEGINNING_BYTES = 4_096
const QUALITY = 0.8

/** A smaller picture of an image, as the room will show it; undefined where the image itself serves as well. [W1, W8] */
export async function makeThumbnail(file: File, image: Attachment): Promise<Blob | undefined> {
  const size = thumbnailSize(image)
  if (size === undefined) return undefined
  try {
    const beginning = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer())
    if (isAnimated(image.type, beginning)) return undefined
    const bitmap = await createImageBitmap(file)
    const canvas = new OffscreenCanvas(size.width, size.height)
    const drawing = canvas.getContext('2d')
    if (drawing === null) return undefined
    drawing.imageSmoothingQuality = 'high'
    drawing.drawImage(bitmap, 0, 0, size.width, size.height)
    bitmap.close()
    const made = await encode(canvas, image.type)
    return made.size < image.bytes && made.size <= LIMITS.maxThumbnailBytes ? made : undefined
  } catch {
    // This browser cannot draw it: the room shows the image itself, where it can be shown.
    return undefined
  }
}

/** Safari writes no WebP and answers with PNG, which is heavy for what needs no transparency. */
async function encode(canvas: OffscreenCanvas, type: string): Promise<Blob> {
  const made = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY })
  if (made.type === 'image/webp' || type !== 'image/jpeg') return made
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}
