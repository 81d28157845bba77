import { expect, test } from 'vitest'
import { looksFormatted } from './looks-formatted.ts'

test.each([
  '**bold**',
  'a `b` c',
  '# Title',
  'list:\n- one\n- two',
  '1. first',
  '> quote',
  '| a | b |',
  '[here](https://x.test)',
  'see https://x.test/a',
  '~~gone~~',
])('[W4] formatted: %j', (text) => expect(looksFormatted(text)).toBe(true))

test.each(['Hello!', 'one - two', '#hashtag', 'Is 3 > 2?', "it's 5:30, <b>no</b>", 'a\nb'])(
  '[W4] plain: %j',
  (text) => expect(looksFormatted(text)).toBe(false),
)
