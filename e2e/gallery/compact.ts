import { decode, encode } from 'fast-png'
import type { IndexedColors } from 'fast-png'

/** So many of the commonest colours stay as they are, and come first in the palette: grounds, bubbles and words. */
export const EXACT = 24
/** Steps between the shades of all others, finest first; the coarsest is still within what a comparison lets pass. */
const STEPS = [8, 16, 24, 32, 40]
const MAX_COLOURS = 256

type Pixels = { width: number; height: number; colours: Uint32Array }

/** The same picture in at most 256 colours: a third of the bytes, for pictures that live in the repository. */
export function compact(png: Uint8Array): Uint8Array {
  const picture = pixelsOf(png)
  const common = commonest(picture.colours)
  for (const step of STEPS) {
    const small = indexed(picture, common, step)
    if (small !== undefined) return small
  }
  throw new Error('a picture has too many colours, however coarse')
}

function pixelsOf(png: Uint8Array): Pixels {
  const { width, height, channels, data } = decode(png)
  const colours = new Uint32Array(width * height)
  for (let pixel = 0; pixel < colours.length; pixel += 1) {
    const at = pixel * channels
    colours[pixel] = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0)
  }
  return { width, height, colours }
}

/** Its colours, the commonest first. */
function commonest(colours: Uint32Array): number[] {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour)
}

/** The picture by a palette in which all but the commonest colours are rounded; undefined where that is too much for one. */
function indexed({ width, height, colours }: Pixels, common: readonly number[], step: number) {
  const palette: IndexedColors = []
  const add = (colour: number) => palette.push([colour >> 16, (colour >> 8) & 255, colour & 255]) - 1
  const painted = new Map<number, number>()
  for (const colour of common.slice(0, EXACT)) painted.set(colour, add(colour))
  // Even where it comes to the same as one of those: a place among them says that nothing was rounded.
  const places = new Map<number, number>()
  for (const colour of common.slice(EXACT)) {
    const shade = rounded(colour, step)
    const place = places.get(shade) ?? add(shade)
    places.set(shade, place)
    painted.set(colour, place)
    if (palette.length > MAX_COLOURS) return undefined
  }
  const data = Uint8Array.from(colours, (colour) => painted.get(colour) ?? 0)
  return encode({ width, height, data, channels: 1, depth: 8, palette }, { zlib: { level: 9 } })
}

function rounded(colour: number, step: number): number {
  const shade = (value: number) => Math.min(255, Math.round(value / step) * step)
  return (shade(colour >> 16) << 16) | (shade((colour >> 8) & 255) << 8) | shade(colour & 255)
}
