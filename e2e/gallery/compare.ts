import { convertIndexedToRgb, decode } from 'fast-png'
import pixelmatch from 'pixelmatch'

/** How far two colours may be apart, from 0 to 1, and still count as the same. */
const THRESHOLD = 0.08
/** How many pixels of a picture may differ beyond that: rounding at edges, not a line or a letter that moved. */
const PARTS = 0.0002

/** What is different between two pictures, in words; undefined: nothing that anybody would see. */
export function differenceOf(stored: Uint8Array, drawn: Uint8Array): string | undefined {
  const [before, after] = [pixelsOf(stored), pixelsOf(drawn)]
  if (before.width !== after.width || before.height !== after.height)
    return `${before.width} × ${before.height} became ${after.width} × ${after.height}`
  const { width, height } = before
  const different = pixelmatch(before.data, after.data, undefined, width, height, { threshold: THRESHOLD })
  return different > width * height * PARTS ? `${different} of ${width * height} pixels` : undefined
}

function pixelsOf(png: Uint8Array): { width: number; height: number; data: Uint8Array } {
  const decoded = decode(png)
  const { width, height, palette } = decoded
  const [data, channels] = palette
    ? [convertIndexedToRgb(decoded), palette[0]?.length ?? 3]
    : [decoded.data, decoded.channels]
  const rgba = new Uint8Array(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel += 1)
    for (let channel = 0; channel < 3; channel += 1)
      rgba[pixel * 4 + channel] = data[pixel * channels + channel] ?? 0
  return { width, height, data: rgba }
}
