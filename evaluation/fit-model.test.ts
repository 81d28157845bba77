import { expect, test } from 'vitest'
import type { Examples } from './examples.ts'
import { fitChoice, fitSoon, scaleOf } from './fit-model.ts'
import { chooseThreshold, testRoom } from './held-out.ts'
import type { HeldOut } from './held-out.ts'
import { choosePairs, withPairs } from './pairs.ts'
import { PlaceTally } from './tally.ts'
import { dice } from '../packages/director/src/dice.ts'

const MOMENTS = 3_000
const CANDIDATES = 4

/** Moments in which who speaks is thrown by known odds: these weights, and a product of the first two columns. */
function world(weights: readonly number[], product: number): Examples {
  const width = weights.length
  const rows = new Float32Array(MOMENTS * CANDIDATES * width).map((_, index) =>
    Math.fround(dice('world', index, 'value') * 4 - 2),
  )
  const starts = Int32Array.from({ length: MOMENTS + 1 }, (_, moment) => moment * CANDIDATES)
  const soon = new Int8Array(MOMENTS * CANDIDATES)
  const chosen = new Int32Array(MOMENTS).map((_, moment) => {
    const scores = Array.from({ length: CANDIDATES }, (_candidate, candidate) => {
      const row = moment * CANDIDATES + candidate
      const value = (column: number) => rows[row * width + column] ?? 0
      const score =
        weights.reduce((sum, weight, column) => sum + weight * value(column), 0) +
        product * value(0) * value(1)
      soon[row] = dice('world', row, 'soon') < 1 / (1 + Math.exp(1 - score)) ? 1 : 0
      return score
    })
    let left = dice('world', moment, 'choice') * scores.reduce((sum, score) => sum + Math.exp(score), 0)
    const winner = scores.findIndex((score) => (left -= Math.exp(score)) < 0)
    return moment * CANDIDATES + Math.max(0, winner)
  })
  return { names: weights.map((_, column) => `column-${column}`), rows, starts, chosen, soon }
}

test('the weights that people choose by are found again', () => {
  const examples = world([1, -0.5, 0], 0)
  const next = fitChoice([examples], scaleOf([examples]), 1)
  expect(next[0]).toBeCloseTo(1, 0)
  expect(next[1]).toBeCloseTo(-0.5, 0)
  expect(Math.abs(next[2] ?? 1)).toBeLessThan(0.08)
})

test('so are the odds to speak soon, with their bias', () => {
  const examples = world([1, -0.5, 0], 0)
  const { weights, bias } = fitSoon([examples], scaleOf([examples]), 1)
  expect(weights[0]).toBeCloseTo(1, 0)
  expect(weights[1]).toBeCloseTo(-0.5, 0)
  expect(Math.abs(bias + 1)).toBeLessThan(0.1)
})

test('the pair that counts is chosen, and its weight is found', () => {
  const examples = world([0.5, 0.5, 0.2, 0], 0.8)
  const scale = scaleOf([examples])
  const plain = fitChoice([examples], scale, 1)
  const pairs = choosePairs([examples], plain, scale, 4, [], 1)
  expect(pairs).toEqual([[1, 0]])
  const wide = withPairs(examples, pairs, scale)
  expect(wide.names.at(-1)).toBe('column-1 × column-0')
  const next = fitChoice([wide], scaleOf([wide]), 1, Float64Array.of(...plain, 0))
  const perSpread = 0.8 * (scale.spread[0] ?? 0) * (scale.spread[1] ?? 0)
  expect(Math.abs((next[4] ?? 0) - perSpread)).toBeLessThan(0.15)
  expect(choosePairs([wide], next, scale, 4, pairs, 1)).not.toEqual(pairs)
})

test('a model is judged by the place of who spoke', () => {
  const examples = world([3, 0], 0)
  const into: HeldOut = { next: new PlaceTally(), soon: [] }
  testRoom({ next: Float64Array.of(3, 0), soon: { weights: Float64Array.of(1, 0), bias: 0 } }, examples, into)
  expect(into.next.moments).toBe(MOMENTS)
  expect(into.next.accuracy).toBeGreaterThan(0.6)
  expect(into.soon).toHaveLength(MOMENTS * CANDIDATES)
})

test('the threshold is the best that does not miss too many', () => {
  const guesses = [
    { probability: 0.9, spoke: true },
    { probability: 0.8, spoke: true },
    { probability: 0.7, spoke: false },
    { probability: 0.6, spoke: true },
    { probability: 0.1, spoke: false },
    { probability: 0.05, spoke: false },
  ]
  expect(chooseThreshold(guesses, 0)).toBe(0.6)
  expect(chooseThreshold(guesses.slice(0, 3), 0.5)).toBe(0.8)
})
