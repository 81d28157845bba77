import { standardised } from '../packages/director/src/floor/pairs.ts'
import { softmaxShares } from './choice.ts'
import type { Examples } from './examples.ts'
import type { Scale } from './fit-model.ts'

/** Two columns of the examples whose product is one more. */
export type ColumnPair = readonly [number, number]

/** The examples with one column more for each pair: the product of both, each in units of its spread. */
export function withPairs(examples: Examples, pairs: readonly ColumnPair[], scale: Scale): Examples {
  const { names, rows } = examples
  const width = names.length
  const wide = width + pairs.length
  const count = rows.length / width
  const widened = new Float32Array(count * wide)
  for (let row = 0; row < count; row += 1) {
    widened.set(rows.subarray(row * width, (row + 1) * width), row * wide)
    pairs.forEach(([a, b], index) => {
      widened[row * wide + width + index] =
        scaled(rows, row * width, a, scale) * scaled(rows, row * width, b, scale)
    })
  }
  const pairNames = pairs.map(([a, b]) => `${names[a] ?? ''} × ${names[b] ?? ''}`)
  return { ...examples, names: [...names, ...pairNames], rows: widened }
}

/**
 * The pairs whose product would do most for the choice of the next speaker as `weights` leave it, by the
 * score test: the squared slope of the likelihood over its curvature. `width` is the number of plain columns,
 * which come first. No column is in more than `MOST_TIMES` of them, so that near copies do not crowd in.
 */
export function choosePairs(
  rooms: readonly Examples[],
  weights: Float64Array,
  scale: Scale,
  width: number,
  taken: readonly ColumnPair[],
  count: number,
): ColumnPair[] {
  const { slopes, curves } = slopesOf(rooms, weights, scale, width)
  const ranked: { pair: ColumnPair; gain: number }[] = []
  for (let a = 0; a < width; a += 1) {
    for (let b = 0; b < a; b += 1) {
      if (taken.some(([c, d]) => c === a && d === b)) continue
      const gain = (slopes[a * width + b] ?? 0) ** 2 / ((curves[a * width + b] ?? 0) + RIDGE)
      ranked.push({ pair: [a, b], gain })
    }
  }
  const times = new Map<number, number>()
  const chosen: ColumnPair[] = []
  for (const { pair } of ranked.toSorted((one, other) => other.gain - one.gain)) {
    if (chosen.length === count) break
    if (pair.some((column) => (times.get(column) ?? 0) >= MOST_TIMES)) continue
    for (const column of pair) times.set(column, (times.get(column) ?? 0) + 1)
    chosen.push(pair)
  }
  return chosen
}

const MOST_TIMES = 2
const RIDGE = 50
/** Rows that are less likely than this and did not come true say next to nothing. */
const LEAST_SHARE = 0.002

/** Slope and curvature of the loss by the weight of each product, in the lower half of a square. */
function slopesOf(rooms: readonly Examples[], weights: Float64Array, scale: Scale, width: number) {
  const slopes = new Float64Array(width * width)
  const curves = new Float64Array(width * width)
  const row = new Float64Array(width)
  for (const { rows, names, starts, chosen } of rooms) {
    for (let moment = 0; moment < chosen.length; moment += 1) {
      const target = chosen[moment] ?? -1
      if (target < 0) continue
      const begin = starts[moment] ?? 0
      const shares = softmaxShares(rows, begin, starts[moment + 1] ?? 0, weights)
      shares.forEach((share, offset) => {
        const isTarget = begin + offset === target
        if (share < LEAST_SHARE && !isTarget) return
        for (let k = 0; k < width; k += 1) row[k] = scaled(rows, (begin + offset) * names.length, k, scale)
        const slope = (isTarget ? 1 : 0) - share
        const curve = share * (1 - share)
        for (let a = 0; a < width; a += 1) {
          for (let b = 0; b < a; b += 1) {
            const product = (row[a] ?? 0) * (row[b] ?? 0)
            const place = a * width + b
            slopes[place] = (slopes[place] ?? 0) + slope * product
            curves[place] = (curves[place] ?? 0) + curve * product * product
          }
        }
      })
    }
  }
  return { slopes, curves }
}

function scaled(rows: Float32Array, start: number, column: number, { mean, spread }: Scale): number {
  return standardised(rows[start + column] ?? 0, mean[column] ?? 0, spread[column] ?? 1)
}
