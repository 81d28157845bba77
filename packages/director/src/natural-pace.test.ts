import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LONGEST_NATURAL_DELAY_MS, NATURAL_SPEED, naturalDelayMs, remainingDelayMs } from './natural-pace.ts'
import type { NaturalDelay, NaturalOccasion } from './natural-pace.ts'

const MIDDLE = { reading: 0.5, thinking: 0.5, typing: 0.5 }
const ORDINARY: NaturalOccasion = { dice: MIDDLE, readCharacters: 60, writeCharacters: 60, addressed: false }

const total = ({ readingMs, thinkingMs, typingMs }: NaturalDelay) => readingMs + thinkingMs + typingMs
const totalOf = (change: Partial<NaturalOccasion>) => total(naturalDelayMs({ ...ORDINARY, ...change }))

const die = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const dice = fc.record({ reading: die, thinking: die, typing: die })

describe('[D6] how long a person would take', () => {
  test('the middle of the dice is an ordinary pause: some seconds, not minutes', () => {
    expect(totalOf({})).toBeGreaterThan(3_000)
    expect(totalOf({})).toBeLessThan(30_000)
  })

  test('each die moves its own part, the more the higher it is thrown', () => {
    for (const part of ['reading', 'thinking', 'typing'] as const) {
      const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) =>
        naturalDelayMs({ ...ORDINARY, dice: { ...MIDDLE, [part]: share } }),
      )
      const own = quantiles.map((delay) => delay[`${part}Ms`])
      expect(own).toEqual(own.toSorted((a, b) => a - b))
      expect(new Set(own).size).toBe(own.length)
      const others = quantiles.map((delay) => total(delay) - delay[`${part}Ms`])
      expect(new Set(others).size).toBe(1)
    }
  })

  test('thinking is log-logistic: what the middle is to one quarter, three quarters are to the middle', () => {
    const at = (share: number) =>
      naturalDelayMs({ ...ORDINARY, dice: { ...MIDDLE, thinking: share } }).thinkingMs
    expect(at(0.75) / at(0.5)).toBeCloseTo(at(0.5) / at(0.25), 2)
  })

  test('longer messages take longer, to read and to write', () => {
    fc.assert(
      fc.property(dice, fc.nat(5_000), fc.nat(5_000), (thrown, shorter, more) => {
        const of = (characters: number) =>
          naturalDelayMs({ ...ORDINARY, dice: thrown, readCharacters: characters })
        const by = (characters: number) =>
          naturalDelayMs({ ...ORDINARY, dice: thrown, writeCharacters: characters })
        // A millisecond for each of the three parts that are rounded.
        expect(total(of(shorter + more))).toBeGreaterThanOrEqual(total(of(shorter)) - 3)
        expect(total(by(shorter + more))).toBeGreaterThanOrEqual(total(by(shorter)) - 3)
      }),
    )
  })

  test('who is named answers sooner, and everybody does in a fast room', () => {
    expect(totalOf({ addressed: true })).toBeLessThan(totalOf({ addressed: false }))
    expect(totalOf({ roomGapMs: 3_000 })).toBeLessThan(totalOf({ roomGapMs: 20_000 }))
    expect(totalOf({ roomGapMs: 60_000 })).toBeGreaterThan(totalOf({ roomGapMs: 20_000 }))
  })

  test('the presets are factors on all of it', () => {
    expect(totalOf({ speed: 'slow' }) / totalOf({})).toBeCloseTo(NATURAL_SPEED.slow, 2)
    expect(totalOf({ speed: 'fast' }) / totalOf({})).toBeCloseTo(NATURAL_SPEED.fast, 2)
    expect(totalOf({ speed: 'normal' })).toBe(totalOf({}))
  })

  test('nobody waits longer than the longest delay, and every part is a whole number from 0', () => {
    const anything = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Infinity, -Infinity, Number.NaN))
    fc.assert(
      fc.property(
        fc.record({
          dice: fc.record({ reading: anything, thinking: anything, typing: anything }),
          readCharacters: anything,
          writeCharacters: anything,
          addressed: fc.boolean(),
          roomGapMs: fc.option(anything, { nil: undefined }),
          speed: fc.constantFrom('slow', 'normal', 'fast'),
        }),
        (occasion) => {
          const delay = naturalDelayMs(occasion)
          for (const part of Object.values(delay)) {
            expect(Number.isInteger(part)).toBe(true)
            expect(part).toBeGreaterThanOrEqual(0)
          }
          expect(total(delay)).toBeLessThanOrEqual(LONGEST_NATURAL_DELAY_MS + 3)
        },
      ),
    )
  })

  test('a pasted book is not read for an hour', () => {
    expect(totalOf({ readCharacters: 1_000_000 })).toBe(totalOf({ readCharacters: 2_000 }))
  })
})

describe('[D6] what is left when the model has taken its time', () => {
  const delay: NaturalDelay = { readingMs: 1_000, thinkingMs: 4_000, typingMs: 3_000 }

  test.for([
    ['nothing yet', 0, { beforeTypingMs: 5_000, typingMs: 3_000 }],
    ['part of the thinking', 2_000, { beforeTypingMs: 3_000, typingMs: 3_000 }],
    ['all of the thinking', 5_000, { beforeTypingMs: 0, typingMs: 3_000 }],
    ['some of the typing too', 6_500, { beforeTypingMs: 0, typingMs: 1_500 }],
    ['longer than a person would', 60_000, { beforeTypingMs: 0, typingMs: 0 }],
    ['a time that runs backwards', -5_000, { beforeTypingMs: 5_000, typingMs: 3_000 }],
  ] as const)('%s', ([, spentMs, left]) => {
    expect(remainingDelayMs(delay, spentMs)).toEqual(left)
  })
})
