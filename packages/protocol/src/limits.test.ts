import { expect, test } from 'vitest'
import { isBlank } from './limits.ts'

test.each(['', ' \n\t', '\u200b', '\u2060\u200d \ufeff', '\u3164', '\ufe0f'])(
  '[S3] nothing is to be seen of %j',
  (text) => expect(isBlank(text)).toBe(true),
)

test.each(['.', '\u200bx', '\u{1f468}\u200d\u{1f33e}', '\u05e9', '0'])(
  '[S3] something is to be seen of %j',
  (text) => expect(isBlank(text)).toBe(false),
)
