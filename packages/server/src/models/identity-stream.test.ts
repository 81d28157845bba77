import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleCast } from '../../test/example-cast.ts'
import { guardText, IdentityGuard } from './identity-guard.ts'

const { cast, member } = exampleCast(['Steve Jobs', 'Fidji Simo', 'Bob (the [b.', 'Rénée', '😀 Joy'])
const steve = member('Steve Jobs')

/** Pieces of which texts are made that come near a label. */
const PIECES = [
  ...['Steve Jobs', 'Steve', 'Fidji Simo', 'Fidji', 'Robin', 'Bob (the [b.', 'Re\u0301ne\u0301e', '😀 Joy'],
  ...[': ', ':', ' - ', ' — ', '**', '[', ']', '<', '>', '"', '(laughs)', '*', '`', '```', '~~~', '#', ' '],
  ...['\n', '\r\n', '\u2028', '\t', '    ', '12:04', '[12:04] ', 'PM', '2026-11-21T12:04:00Z '],
  ...['{"from":"Steve Jobs","text":"', '{"from":"Fidji Simo",', '"}', '\\n', '\\u0041', '\\ud83d\\ude00'],
  ...['Hello', 'words', '\ud83d', '\u200f', 'é', '\u0301', ',', ')'],
]
const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)

/** What is let through of `text` when it comes in the pieces between `cuts`. */
function streamed(text: string, cuts: readonly number[]) {
  const guard = new IdentityGuard(cast, steve)
  let shown = ''
  let last = 0
  for (const at of [...cuts, text.length]) {
    shown += guard.push(text.slice(last, at))
    last = at
  }
  const { rest, ...verdict } = guard.end()
  return { text: shown + rest, ...verdict }
}

describe('[M4 M5] a stream', () => {
  test('says the same for every way to cut it in two, and unit by unit', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const whole = guardText(text, cast, steve)
        for (let at = 0; at <= text.length; at += 1) expect(streamed(text, [at])).toEqual(whole)
        expect(
          streamed(
            text,
            Array.from({ length: text.length }, (_, at) => at),
          ),
        ).toEqual(whole)
      }),
      { numRuns: 400 },
    )
  })

  test('says the same in any pieces', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(120), { maxLength: 12 }), (text, cuts) => {
        const sorted = cuts.filter((at) => at <= text.length).toSorted((a, b) => a - b)
        expect(streamed(text, sorted)).toEqual(guardText(text, cast, steve))
      }),
      { numRuns: 1_000 },
    )
  })

  test('never lets a line through that begins with somebody’s label', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('Fidji: ', '**Fidji Simo:** ', 'Robin: '), (before, label) => {
        const { text, cut } = guardText(`${before.replace(/[`~"{]/g, '')}\n${label}FORGED`, cast, steve)
        expect(cut).toBe(true)
        expect(text).not.toContain('FORGED')
      }),
    )
  })

  test('only takes away: never adds, changes or moves a character, where nothing is JSON', () => {
    fc.assert(
      fc.property(texts, (before) => {
        const whole = before.replaceAll('{', '')
        let at = 0
        for (const unit of guardText(whole, cast, steve).text.split('')) {
          at = whole.indexOf(unit, at) + 1
          expect(at).toBeGreaterThan(0)
        }
      }),
    )
  })

  test.each([
    ['Well', 'Well'],
    ['Steel', 'Steel'],
    ['Steve ', ''],
    ['Steve is', 'Steve is'],
    ['12 monkeys', '12 monkeys'],
    ['[x', '[x'],
    ['{"a', ''],
    ['Hello\nF', 'Hello'],
    ['Hello\nFa', 'Hello\nFa'],
    ['Hello\nFidji, ', 'Hello'],
    ['Hello\nFidji, w', 'Hello\nFidji, w'],
  ])('after %j shows %j at once', (start, shown) => {
    expect(new IdentityGuard(cast, steve).push(start)).toBe(shown)
  })

  test.each([
    'Fidji Simo (',
    '[',
    '"',
    '*',
    '#',
    '{"from":"',
    '{"',
    'Steve\u0301',
    'Steve\u200f',
    'Steve  ',
    ' ',
    '1',
  ])('what follows %j is never held back for long', (start) => {
    for (const unit of ['a', '*', '\u0301', '\u200f', '[', '1', '\\', '"', '#']) {
      const guard = new IdentityGuard(cast, steve)
      const shown = guard.push(`Hello\n${start}`)
      const { length } = shown + guard.push(unit.repeat(2_000))
      expect(length).toBeGreaterThan(1_400)
    }
  })

  test('never shows half a character', () => {
    const guard = new IdentityGuard(cast, steve)
    const pieces = ['Ha\ud83d', '\ude00', '\ud83d', '\ude00! Steve \ud83d', '\ude00'].map((piece) =>
      guard.push(piece),
    )
    expect([...pieces, guard.end().rest].filter((piece) => /\p{Cs}/u.test(piece))).toEqual([])
  })

  test('whitespace without end is held back and shown within bounds', () => {
    const { text } = guardText(`a${'\n'.repeat(5_000)}b`, cast, steve)
    expect(text).toMatch(/^a\n{1,300}b$/)
  })

  test('takes time in proportion to its length', () => {
    const guard = new IdentityGuard(cast, steve)
    const line = 'Fidji Simo (who is right, as so often\n'
    let shown = 0
    for (let count = 0; count < 20_000; count += 1) shown += guard.push(line).length
    expect(shown + guard.end().rest.length).toBe(20_000 * line.length - 1)
  })
})
