import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CastMember } from '../context/index.ts'
import { EchoFilter, stripEcho } from './echo.ts'

function named(label: string): CastMember {
  return {
    id: 'a_1',
    key: 'bob',
    label,
    kind: 'agent',
    title: '',
    personality: '',
    present: true,
  } as CastMember
}

describe('[M5] a leading "Name:" is removed', () => {
  test.each([
    ['Steve Jobs: Hello', 'Hello'],
    ['steve jobs:Hello', 'Hello'],
    ['Steve: Hello', 'Hello'],
    ['**Steve Jobs:** Hello', 'Hello'],
    ['[Steve Jobs]: Hello', 'Hello'],
    ['\nSteve Jobs: \nHello', 'Hello'],
    ['Steve Jobs is right', 'Steve Jobs is right'],
    ['Sam: Hello', 'Sam: Hello'],
    ['Steve: Steve: Hello', 'Steve: Hello'],
  ])('%j becomes %j', (text, expected) => {
    expect(stripEcho(text, named('Steve Jobs'))).toBe(expected)
  })

  test('also when the name is no regular expression', () => {
    expect(stripEcho('Bob (the [b.: Hi', named('Bob (the [b.'))).toBe('Hi')
  })

  test('a stream in any pieces says the same as the whole text', () => {
    const text = fc.tuple(
      fc.constantFrom('', 'Steve Jobs: ', '**Steve:** ', ' Steve', 'St', '[', 'Steve Jobs'),
      fc.string({ maxLength: 12 }),
    )
    fc.assert(
      fc.property(
        text,
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        ([start, rest], sizes) => {
          const whole = start + rest
          const filter = new EchoFilter(named('Steve Jobs'))
          let shown = ''
          for (let at = 0, piece = 0; at < whole.length; piece += 1) {
            const size = sizes[piece % sizes.length] ?? 1
            shown += filter.push(whole.slice(at, at + size))
            at += size
          }
          expect(shown + filter.end()).toBe(stripEcho(whole, named('Steve Jobs')))
        },
      ),
    )
  })

  test('[M4] words that cannot be the name appear at once', () => {
    expect(new EchoFilter(named('Steve Jobs')).push('Well')).toBe('Well')
  })
})
