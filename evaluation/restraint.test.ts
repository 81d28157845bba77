import { describe, expect, test } from 'vitest'
import { naturalOrder } from './natural-order.ts'
import { restraintFigures } from './restraint-figures.ts'
import { TALK } from './test/transcript.ts'

const characters = (talkativeness: number, ...names: string[]) =>
  names.map((name) => ({ name, talkativeness }))

describe('natural order, by its public description', () => {
  test('whoever is named by a whole word of the name is drafted, even the shy', () => {
    const shy = characters(0, 'Misaka Mikoto', 'Kuroko')
    const names = (text: string) => naturalOrder(shy, text, 1).map(({ name }) => name)
    expect(names('what do you say, MIKOTO?')).toEqual(['Misaka Mikoto'])
    expect(names('mikoto and kuroko')).toEqual(['Misaka Mikoto', 'Kuroko'])
  })

  test('the chatty always are, and of the shy one at random', () => {
    expect(naturalOrder(characters(1, 'a', 'b', 'c'), 'hm', 1)).toHaveLength(3)
    const drafted = Array.from({ length: 60 }, (_, place) =>
      naturalOrder(characters(0, 'a', 'b'), 'hm', place),
    )
    expect(drafted.every(({ length }) => length === 1)).toBe(true)
    expect(new Set(drafted.map(([one]) => one?.name)).size).toBe(2)
    expect(naturalOrder([], 'hm', 1)).toEqual([])
  })

  test('five of the usual talkativeness write 2.53 messages for each of a person', () => {
    const five = characters(0.5, 'a1', 'b2', 'c3', 'd4', 'e5')
    let drafted = 0
    for (let place = 0; place < 20_000; place += 1) drafted += naturalOrder(five, 'hm', place).length
    expect(drafted / 20_000).toBeCloseTo(2.53, 1)
  })
})

test('[D10] in a conversation of people agents are more restrained than that', () => {
  const figures = restraintFigures([TALK])
  const valueOf = (name: string) => figures.find((figure) => figure.name === name)?.value ?? Number.NaN
  expect(valueOf('messages-of-people')).toBe(8)
  expect(valueOf('answers-by-people')).toBe(0.875)
  expect(valueOf('agent-messages-natural-order')).toBeGreaterThan(1.5)
  expect(valueOf('agent-messages-ambient-at-most')).toBeLessThan(0.64)
})
