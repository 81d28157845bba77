import { expect, test } from 'vitest'
import { LIMITS } from '@parley/protocol'
import { textLimit } from './text-limit.ts'

const max = LIMITS.maxTextBytes

test.each([
  ['short', 'hello', false, undefined],
  ['well below', 'x'.repeat(max / 2), false, undefined],
  ['near', 'x'.repeat(max - 100), false, '100 bytes left'],
  ['at the limit', 'x'.repeat(max), false, '0 bytes left'],
  ['one over', 'x'.repeat(max + 1), true, 'Too long by 1 byte. A message holds 16 kB.'],
  ['far over', 'x'.repeat(max + 2_048), true, 'Too long by 2.0 kB. A message holds 16 kB.'],
  [
    'emoji count as what they weigh',
    '🙂'.repeat(max / 4 + 1),
    true,
    'Too long by 4 bytes. A message holds 16 kB.',
  ],
  ['space around it does not count', `${'x'.repeat(max)}\n\n`, false, '0 bytes left'],
])('[S3] %s', (_, text, tooLong, hint) => {
  expect(textLimit(text)).toEqual({ tooLong, hint })
})
