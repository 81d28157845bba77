import { expect, test } from 'vitest'
import { plainWords } from './plain-words.ts'

test.each([
  ['One more\n\nthing', 'One more thing'],
  ['Some **bold**, a [link](https://x.test) and `code`', 'Some bold, a link and code'],
  ['# Title\n- one\n- two\n> said', 'Title one two said'],
  ['Look:\n```ts\nconst a = 1\nconst b = 2\n```\nDone', 'Look: const a = 1 Done'],
  ['2 * 3 * 4, snake_case, <b>kept</b>', '2 * 3 * 4, snake_case, <b>kept</b>'],
  ['```\nopen', 'open'],
])('[W2] %j is previewed as %j', (text, words) => expect(plainWords(text)).toBe(words))

test('[W2] a long text is cut', () => expect(plainWords('a'.repeat(20_000))).toHaveLength(200))
