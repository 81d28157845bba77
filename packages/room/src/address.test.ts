import type { Member } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agent } from '../test/log.ts'
import { addressedMembers } from './index.ts'

function addressed(text: string, ...names: string[]): string[] {
  const members = names.map((name, index): Member => agent(name, { id: `m${index}` as never }))
  return addressedMembers(text, members).map((id) => names[Number(id.slice(1))] ?? '')
}

test.for<[string, string[], string[]]>([
  // By the whole name, or by the first word where it is unmistakable.
  ['Ann, what do you think?', ['Ann', 'Bob'], ['Ann']],
  ['what do you think, ann', ['Ann', 'Bob'], ['Ann']],
  ['Steve Jobs would know', ['Steve Jobs', 'Bob'], ['Steve Jobs']],
  ['Steve would know', ['Steve Jobs', 'Bob'], ['Steve Jobs']],
  ['Jobs would know', ['Steve Jobs'], []],
  ["Steve's idea", ['Steve Jobs'], ['Steve Jobs']],
  ['Bob and Ann', ['Ann', 'Bob'], ['Bob', 'Ann']],
  ['Ann! Ann! Bob!', ['Ann', 'Bob'], ['Ann', 'Bob']],
  // Whole words only.
  ['Stevens, Annie and Bobby', ['Steve', 'Ann', 'Bob'], []],
  ['the banner of Hannah', ['Ann'], []],
  ['Ann_2 is another one', ['Ann'], []],
  // Two who share a first name.
  ['Ann, please', ['Ann Lee', 'Ann Ray'], []],
  ['Ann Ray, please', ['Ann Lee', 'Ann Ray'], ['Ann Ray']],
  ['@Ray please', ['Ann Lee', 'Ann Ray'], ['Ann Ray']],
  ['@ann please', ['Ann Lee', 'Ann Ray'], ['Ann Lee', 'Ann Ray']],
  // A mention may be any word of the name; an address of mail mentions nobody.
  ['@jobs?', ['Steve Jobs'], ['Steve Jobs']],
  ['(@bob)', ['Bob'], ['Bob']],
  ['write to info@bob.example', ['Robert Bob'], []],
  // Names as people write them.
  ['Ann (work), are you there?', ['Ann (work)', 'Ann (home)'], ['Ann (work)']],
  ['Ann, are you there?', ['Ann (work)'], ['Ann (work)']],
  ['O’Brien?', ['O’Brien'], ['O’Brien']],
  ['Jean-Luc, sit down', ['Jean-Luc Picard'], ['Jean-Luc Picard']],
  ['C++ is fun', ['C++ (expert)'], []],
  ['a day with (nothing) at all', ['.*', '[a-z]*', '(', '\\'], []],
  ['<img onerror=alert(1)> what do you say?', ['<img onerror=alert(1)>'], ['<img onerror=alert(1)>']],
  // Case, accents and other scripts.
  ['Zoe, jose and RENEE', ['Zoë', 'José', 'Renée'], ['Zoë', 'José', 'Renée']],
  ['ZOË', ['zoe'], ['zoe']],
  ['Zoe\u0308 in two code points', ['Zo\u00eb'], ['Zo\u00eb']],
  ['Øystein? Łukasz?', ['Øystein', 'Łukasz'], ['Øystein', 'Łukasz']],
  ['Привет, Анна', ['Анна', 'Анна-Мария'], ['Анна']],
  ['小明，你好', ['小明'], ['小明']],
  ['Hello 🤖', ['🤖'], []],
  ['', ['Ann'], []],
])('[D2] %j of %j addresses %j', ([text, names, wanted]) => {
  expect(addressed(text, ...names)).toEqual(wanted)
})

const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })

test('[D2, S5] any text and any names are taken, as text', () => {
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 5 }), (text, names) => {
      const found = addressed(text, ...names)
      expect(new Set(found).size).toBeLessThanOrEqual(names.length)
    }),
    { numRuns: 500 },
  )
})

const NAMES = ['Ann', 'Bob', 'Zoë', 'Анна', 'Jean-Luc Picard', 'Ann (work)', '<b>Max</b>', 'L. S. Lowry']

test('[D2] whoever is called by the whole name, between other words, is addressed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), fc.lorem(), fc.lorem(), (name, before, after) => {
      expect(addressed(`${before} ${name}, ${after}`, name)).toEqual([name])
      expect(addressed(`${before} ${name.toUpperCase()}! ${after}`, name)).toEqual([name])
    }),
  )
})

test('[D2] nobody is addressed by a text that has no word of the name', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 30 }), (text) => {
      expect(addressed(text, 'Ann', 'Steve Jobs', '(', '😀')).toEqual([])
    }),
  )
})

test('[R4] a long message in a large room is read quickly', () => {
  const members = Array.from({ length: 500 }, (_, index) => agent(`Name${index} Surname${index}`))
  const text = 'word '.repeat(3_000)
  const began = performance.now()
  expect(addressedMembers(text, members)).toEqual([])
  expect(performance.now() - began).toBeLessThan(1_000)
})
