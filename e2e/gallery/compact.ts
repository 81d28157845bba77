import { decode, encode } from 'fast-png'
import type { IndexedColors } from 'fast-png'

/** Steps between the shades of a channel, finest first; the coarsest is still within what a comparison lets pass. */
const STEPS = [8, 16, 24, 32]
const MAX_COLOURS = 256

/** The same picture in at most 256 colours: a third of the bytes, for pictures that live in the repository. */
export function compact(png: Uint8Array): Uint8Array {
  const { width, height, channels, data } = decode(png)
  for (const step of STEPS) {
    const places = new Map<number, number>()
    const palette: IndexedColors = []
    const pixels = new Uint8Array(width * height)
    for (let pixel = 0; pixel < pixels.length; pixel += 1) {
      const colour = [0, 1, 2].map((channel) => rounded(data[pixel * channels + channel] ?? 0, step))
      const [red = 0, green = 0, blue = 0] = colour
      const key = (red << 16) | (green << 8) | blue
      const place = places.get(key) ?? palette.push([red, green, blue]) - 1
      places.set(key, place)
      pixels[pixel] = place
    }
    if (palette.length <= MAX_COLOURS)
      return encode({ width, height, data: pixels, channels: 1, depth: 8, palette }, { zlib: { level: 9 } })
  }
  throw new Error('a picture has too many colours, however coarse')
}

function rounded(value: number, step: number): number {
  return Math.min(255, Math.round(value / step) * step)
}
