import type { Examples } from './examples.ts'
import { minimise } from './newton.ts'
import type { Curvature } from './newton.ts'

/** Mean and spread of each feature over all rows; a feature that never varies has spread 1. */
export type Scale = { mean: Float64Array; spread: Float64Array }

export function scaleOf(rooms: readonly Examples[]): Scale {
  const width = rooms[0]?.names.length ?? 0
  const sum = new Float64Array(width)
  const squares = new Float64Array(width)
  let count = 0
  for (const { rows } of rooms) {
    rows.forEach((value, index) => {
      sum[index % width] = (sum[index % width] ?? 0) + value
      squares[index % width] = (squares[index % width] ?? 0) + value * value
    })
    count += rows.length / width
  }
  const mean = sum.map((total) => total / count)
  const spread = squares.map((total, index) =>
    Math.sqrt(Math.max(0, total / count - (mean[index] ?? 0) ** 2)),
  )
  return { mean, spread: spread.map((value) => (value < 1e-6 ? 1 : value)) }
}

/**
 * Weights, on the features' own scale, under which the choice of the next speaker among the candidates is
 * most likely: a conditional logit. A moment whose next speaker was no candidate teaches nothing.
 */
export function fitChoice(
  rooms: readonly Examples[],
  scale: Scale,
  ridge: number,
  start: Float64Array = new Float64Array(scale.mean.length),
): Float64Array {
  const width = scale.mean.length
  const origin = start.map((weight, index) => weight * (scale.spread[index] ?? 1))
  const scaled = minimise(origin, ridge, (weights) => {
    const curvature = flat(width)
    const row = new Float64Array(width)
    const mean = new Float64Array(width)
    for (const { rows, starts, chosen } of rooms) {
      for (let moment = 0; moment < chosen.length; moment += 1) {
        const target = chosen[moment] ?? -1
        if (target < 0) continue
        const begin = starts[moment] ?? 0
        const end = starts[moment + 1] ?? 0
        const { shares, logTotal, values } = softmax(scores(rows, begin, end, weights, scale))
        mean.fill(0)
        let likely = 0
        for (let index = begin; index < end; index += 1) {
          const share = shares[index - begin] ?? 0
          read(rows, index, scale, row)
          add(curvature.gradient, row, share - (index === target ? 1 : 0))
          if (share < LEAST_SHARE) continue
          likely += share
          add(mean, row, share)
          addOuter(curvature.hessian, row, share)
        }
        addOuter(curvature.hessian, mean, -1 / likely)
        curvature.value += logTotal - (values[target - begin] ?? 0)
      }
    }
    return mirrored(curvature, width)
  })
  return scaled.map((weight, index) => weight / (scale.spread[index] ?? 1))
}

/** Less likely rows bend the likelihood so little that only its slope is taken from them. */
const LEAST_SHARE = 0.001

/** Weights and bias of the odds that a member speaks soon: a logistic regression. */
export function fitSoon(
  rooms: readonly Examples[],
  scale: Scale,
  ridge: number,
): { weights: Float64Array; bias: number } {
  const width = scale.mean.length
  const size = width + 1
  const scaled = minimise(new Float64Array(size), ridge, (weights) => {
    const curvature = flat(size)
    const row = new Float64Array(size)
    row[width] = 1
    for (const { rows, soon } of rooms) {
      for (let index = 0; index < soon.length; index += 1) {
        const label = soon[index] ?? -1
        if (label < 0) continue
        read(rows, index, scale, row)
        let score = 0
        for (let k = 0; k < size; k += 1) score += (row[k] ?? 0) * (weights[k] ?? 0)
        const share = 1 / (1 + Math.exp(-score))
        addOuter(curvature.hessian, row, share * (1 - share))
        add(curvature.gradient, row, share - label)
        curvature.value += Math.log1p(Math.exp(-Math.abs(score))) + Math.max(0, label === 1 ? -score : score)
      }
    }
    return mirrored(curvature, size)
  })
  const weights = scaled.slice(0, width).map((weight, index) => weight / (scale.spread[index] ?? 1))
  const shift = weights.reduce((sum, weight, index) => sum + weight * (scale.mean[index] ?? 0), 0)
  return { weights, bias: (scaled[width] ?? 0) - shift }
}

function flat(size: number): Curvature {
  return { value: 0, gradient: new Float64Array(size), hessian: new Float64Array(size * size) }
}

function read(rows: Float32Array, index: number, { mean, spread }: Scale, into: Float64Array): void {
  const width = mean.length
  for (let k = 0; k < width; k += 1) {
    into[k] = ((rows[index * width + k] ?? 0) - (mean[k] ?? 0)) / (spread[k] ?? 1)
  }
}

function scores(
  rows: Float32Array,
  begin: number,
  end: number,
  weights: Float64Array,
  scale: Scale,
): number[] {
  const row = new Float64Array(scale.mean.length)
  return Array.from({ length: end - begin }, (_, offset) => {
    read(rows, begin + offset, scale, row)
    let score = 0
    for (let k = 0; k < row.length; k += 1) score += (row[k] ?? 0) * (weights[k] ?? 0)
    return score
  })
}

function softmax(values: readonly number[]) {
  const most = Math.max(...values)
  const powers = values.map((value) => Math.exp(value - most))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return { values, shares: powers.map((power) => power / total), logTotal: most + Math.log(total) }
}

function add(into: Float64Array, row: Float64Array, factor: number): void {
  for (let k = 0; k < into.length; k += 1) into[k] = (into[k] ?? 0) + factor * (row[k] ?? 0)
}

/** Adds `factor · row · rowᵀ` to the lower half. */
function addOuter(into: Float64Array, row: Float64Array, factor: number): void {
  const size = row.length
  for (let k = 0; k < size; k += 1) {
    const left = factor * (row[k] ?? 0)
    if (left === 0) continue
    const start = k * size
    for (let l = 0; l <= k; l += 1) into[start + l] = (into[start + l] ?? 0) + left * (row[l] ?? 0)
  }
}

function mirrored(curvature: Curvature, size: number): Curvature {
  const { hessian } = curvature
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < row; column += 1)
      hessian[column * size + row] = hessian[row * size + column] ?? 0
  }
  return curvature
}
