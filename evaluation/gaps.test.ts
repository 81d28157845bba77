import { expect, test } from 'vitest'
import { gapsOf, kolmogorovSmirnov, onClock } from './gaps.ts'
import { measureGaps } from './simulated-gaps.ts'
import { roomOf, TALK } from './test/transcript.ts'

test('a gap is from a message to the next of somebody else', () => {
  const gaps = gapsOf(TALK)
  expect(gaps.map(({ gapS }) => gapS)).toEqual([10, 11, 14, 7, 18, 14, 15])
  expect(gaps[2]).toMatchObject({ readCharacters: 15, writeCharacters: 19, addressed: true })
  expect(gaps.map(({ roomGapMs }) => roomGapMs)).toEqual([
    undefined,
    undefined,
    undefined,
    11_000,
    11_000,
    11_000,
    14_000,
  ])
})

test('none within a run of one author, none out of order, and none by a clock of minutes', () => {
  expect(gapsOf(roomOf([1, 'ann', 'a'], [2, 'ann', 'b'], [9, 'ben', 'c'], [5, 'ann', 'd']))).toHaveLength(1)
  expect(gapsOf({ ...TALK, timeResolutionS: 60 })).toEqual([])
  expect(measureGaps([{ name: 'x', rooms: [{ ...TALK, timeResolutionS: 60 }] }])).toBeUndefined()
})

test('the distance of Kolmogorov and Smirnov is the largest difference of shares', () => {
  expect(kolmogorovSmirnov([1, 2, 3], [3, 2, 1])).toBe(0)
  expect(kolmogorovSmirnov([1, 2], [3, 4])).toBe(1)
  expect(kolmogorovSmirnov([1, 1, 1, 5], [1, 5, 5, 5])).toBe(0.5)
  expect(kolmogorovSmirnov([0, 0, 4, 4], [0, 1, 2, 3])).toBe(0.5)
})

test('a clock of seconds shows a pause as one second more or less', () => {
  expect([0, 0.49, 0.51].map((die) => onClock(2_500, die))).toEqual([2, 2, 3])
})
