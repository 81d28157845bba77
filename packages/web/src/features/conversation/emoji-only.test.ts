import { expect, test } from 'vitest'
import { isEmojiOnly } from './emoji-only.ts'

test.each([
  ['🎉', true],
  ['👩🏽‍🚀 🚀', true],
  ['❤️❤️❤️', true],
  ['🙂🙂🙂🙂', false],
  ['ok 🙂', false],
  ['12', false],
  ['', false],
])('%j alone: %s', (text, expected) => {
  expect(isEmojiOnly(text)).toBe(expected)
})
