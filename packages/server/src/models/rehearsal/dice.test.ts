import { describe, expect, test } from 'vitest'
import { Dice } from './dice.ts'

describe('[M2] dice', () => {
  test('the same seed and label roll the same, whatever was rolled before', () => {
    const dice = new Dice('seed')
    const first = dice.roll('a')
    dice.roll('b')
    expect(dice.roll('a')).toBe(first)
    expect(new Dice('seed').roll('a')).toBe(first)
    expect(new Dice('other').roll('a')).not.toBe(first)
  })

  test('labels that differ in one sign are spread evenly', () => {
    const dice = new Dice('seed')
    const tenths = Array.from({ length: 10 }, () => 0)
    for (let index = 0; index < 10_000; index += 1) {
      const tenth = Math.floor(dice.roll(`label/${index}`) * 10)
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
    for (const count of tenths) expect(count).toBeGreaterThan(850)
    for (const count of tenths) expect(count).toBeLessThan(1_150)
  })

  test('a shuffle keeps every option', () => {
    const options = Array.from({ length: 20 }, (_, index) => index)
    const shuffled = new Dice('seed').shuffle(options, 'x')
    expect(shuffled).not.toEqual(options)
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(options)
  })
})
