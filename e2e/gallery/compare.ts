import { decode, encode } from 'fast-png'
import pixelmatch from 'pixelmatch'
import { EXACT } from './compact.ts'

/** How far two colours may be apart, from 0 to 1, and still count as the same. */
const THRESHOLD = 0.08
/** What of a channel a stored picture may round off, which is within the threshold; see `compact`. */
const ROUNDED = 20
/** What of a channel may differ where a stored picture has rounded nothing off. */
const SHADES = 6
/** How many pixels may differ in that: edges of letters, not a ground. */
const SHADED_PARTS = 0.002
/** How many pixels of a picture may differ beyond that: rounding at edges, not a line or a letter that moved. */
const PARTS = 0.0002
/** Side of the squares whose mean colours are compared where letters are drawn otherwise; pixels. */
const SQUARE = 8
/** How many squares may differ: letters that are drawn otherwise, not a part that is missing or has moved. */
const ROUGH_PARTS = 0.004

type Pixels = {
  width: number
  height: number
  data: Uint8Array
  /** By pixel, whether its colour is as it was drawn; absent: nobody knows. */
  exact?: readonly boolean[]
}
/** What is different, in words with its place; the differing pixels as a picture, where the sizes are the same. */
export type Difference = { words: string; picture?: Uint8Array }

/** What is different between two pictures; undefined: nothing that anybody would see. */
export function differenceOf(stored: Uint8Array, drawn: Uint8Array): Difference | undefined {
  return compared(pixelsOf(stored), pixelsOf(drawn), PARTS, 'pixels')
}

/** The same without regard to how letters and edges are drawn: parts, their places and colours count. */
export function roughDifferenceOf(stored: Uint8Array, drawn: Uint8Array): Difference | undefined {
  return compared(
    shrunk(pixelsOf(stored)),
    shrunk(pixelsOf(drawn)),
    ROUGH_PARTS,
    `squares of ${SQUARE} pixels`,
  )
}

function compared(before: Pixels, after: Pixels, parts: number, units: string): Difference | undefined {
  const { width, height } = before
  if (width !== after.width || height !== after.height)
    return { words: `${width} × ${height} became ${after.width} × ${after.height}` }
  const shaded = shadedOf(before, after)
  if (shaded > width * height * SHADED_PARTS)
    return { words: `${shaded} of ${width * height} ${units} in another shade` }
  if (isRounded(before.data, after.data)) return undefined
  const data = new Uint8Array(width * height * 4)
  const options = { threshold: THRESHOLD, diffMask: true }
  const different = pixelmatch(before.data, after.data, data, width, height, options)
  if (different <= width * height * parts) return undefined
  const words = `${different} of ${width * height} ${units}, ${placeOf({ width, height, data })}`
  return { words, picture: encode({ width, height, data, channels: 4, depth: 8 }) }
}

/** The smallest box around everything that is not transparent. */
function placeOf({ width, height, data }: Pixels): string {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    if (data[pixel * 4 + 3] === 0) continue
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    ;[left, top] = [Math.min(left, x), Math.min(top, y)]
    ;[right, bottom] = [Math.max(right, x), Math.max(bottom, y)]
  }
  return `from ${left}, ${top} to ${right}, ${bottom}`
}

function shrunk({ width, height, data }: Pixels): Pixels {
  const [columns, rows] = [Math.ceil(width / SQUARE), Math.ceil(height / SQUARE)]
  const small = new Uint8Array(columns * rows * 4).fill(255)
  for (let square = 0; square < columns * rows; square += 1) {
    const [left, top] = [(square % columns) * SQUARE, Math.floor(square / columns) * SQUARE]
    const [right, bottom] = [Math.min(left + SQUARE, width), Math.min(top + SQUARE, height)]
    for (let channel = 0; channel < 3; channel += 1) {
      let sum = 0
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x < right; x += 1) sum += data[(y * width + x) * 4 + channel] ?? 0
      small[square * 4 + channel] = sum / ((right - left) * (bottom - top))
    }
  }
  return { width: columns, height: rows, data: small }
}

/** How many pixels whose colour was stored as it was drawn have another one. */
function shadedOf(before: Pixels, after: Pixels): number {
  let count = 0
  before.exact?.forEach((isExact, pixel) => {
    if (isExact && !isNear(before.data, after.data, pixel * 4, SHADES)) count += 1
  })
  return count
}

function isNear(before: Uint8Array, after: Uint8Array, at: number, most: number): boolean {
  for (let index = at; index < at + 3; index += 1)
    if (Math.abs((before[index] ?? 0) - (after[index] ?? 0)) > most) return false
  return true
}

/** Whether two pictures differ by what storing one of them took away, and no more: most do, and it is soon seen. */
function isRounded(before: Uint8Array, after: Uint8Array): boolean {
  for (let at = 0; at < before.length; at += 4) if (!isNear(before, after, at, ROUNDED)) return false
  return true
}

function pixelsOf(png: Uint8Array): Pixels {
  const { width, height, data, channels, palette = [] } = decode(png)
  const colours = Uint32Array.from(palette, ([red = 0, green = 0, blue = 0]) => opaque(red, green, blue))
  const rgba = new Uint32Array(width * height)
  for (let pixel = 0; pixel < rgba.length; pixel += 1) {
    const at = pixel * channels
    rgba[pixel] =
      colours.length > 0
        ? (colours[data[at] ?? 0] ?? 0)
        : opaque(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)
  }
  const exact = colours.length > 0 ? { exact: Array.from(data, (place) => place < EXACT) } : {}
  return { width, height, data: new Uint8Array(rgba.buffer), ...exact }
}

/** As four bytes lie in memory, red first. */
function opaque(red: number, green: number, blue: number): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
}
