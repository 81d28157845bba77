import { expect, test } from 'vitest'
import { dice } from './dice.ts'

const COUNT = 20_000

test('[D1] DIR-5 the same seed, seq and label throw the same', () => {
  expect(dice('seed', 7, 'typing')).toBe(dice('seed', 7, 'typing'))
})

test.for([
  ['seqs of one room', (index: number) => dice('seed', index, 'reaction')],
  ['seeds that count up', (index: number) => dice(`room-${index}`, 7, 'reaction')],
  ['labels', (index: number) => dice('seed', 7, `agent-${index}`)],
  [
    'seeds of one letter more',
    (index: number) => dice('x'.repeat(index % 200) + (index / 200).toFixed(0), 7, ''),
  ],
] as const)('[D1] DIR-5 dice are uniform over %s', ([, throwOf]) => {
  const bins = Array.from({ length: 20 }, () => 0)
  for (let index = 0; index < COUNT; index += 1) {
    const value = throwOf(index)
    expect(value >= 0 && value < 1).toBe(true)
    const bin = Math.floor(value * bins.length)
    bins[bin] = (bins[bin] ?? 0) + 1
  }
  const expected = COUNT / bins.length
  const chiSquared = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // 19 degrees of freedom: one fair series in ten thousand is above this.
  expect(chiSquared).toBeLessThan(50.8)
})

test.for([
  ['neighbouring seqs', (index: number) => [dice('seed', index, 'a'), dice('seed', index + 1, 'a')]],
  ['two labels', (index: number) => [dice('seed', index, 'reaction'), dice('seed', index, 'typing')]],
  ['two seeds', (index: number) => [dice('seed-1', index, 'a'), dice('seed-2', index, 'a')]],
  ['parts that join alike', (index: number) => [dice(`${index}1`, 2, 'a'), dice(`${index}`, 12, 'a')]],
] as const)('[D1] DIR-5 dice do not hang together between %s', ([, pairOf]) => {
  let [sumX, sumY, sumXY, equal] = [0, 0, 0, 0]
  for (let index = 0; index < COUNT; index += 1) {
    const [x = 0, y = 0] = pairOf(index)
    sumX += x
    sumY += y
    sumXY += x * y
    if (x === y) equal += 1
  }
  const covariance = sumXY / COUNT - (sumX / COUNT) * (sumY / COUNT)
  // The variance of a fair throw is 1/12; four standard deviations of the correlation of a fair series.
  expect(Math.abs(covariance * 12)).toBeLessThan(4 / Math.sqrt(COUNT))
  expect(equal).toBe(0)
})

test('[D1] DIR-5 no two of many throws are the same number', () => {
  const thrown = new Set<number>()
  for (let seed = 0; seed < 100; seed += 1) {
    for (let seq = 0; seq < 300; seq += 1) {
      for (const label of ['reaction', 'typing']) thrown.add(dice(`s${seed}`, seq, label))
    }
  }
  expect(thrown.size).toBe(60_000)
})
