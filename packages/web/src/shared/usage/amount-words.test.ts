import { expect, test } from 'vitest'
import { costWords, dollarWords, durationWords, tokenWords } from './amount-words.ts'

test.each([
  [0, 'US$ 0'],
  [0.00001, 'under US$ 0.0001'],
  [0.00314, 'US$ 0.0031'],
  [0.05, 'US$ 0.05'],
  [0.5, 'US$ 0.50'],
  [1234.5, 'US$ 1,234.50'],
])('[M4] %d dollars are %s', (usd, words) => {
  expect(dollarWords(usd)).toBe(words)
})

test.each([
  [{ usd: 0, unpricedTokens: 0 }, 'US$ 0'],
  [{ usd: 0, unpricedTokens: 5 }, 'price unknown'],
  [{ usd: 0.5, unpricedTokens: 5 }, 'at least US$ 0.50'],
])('[M4] a price that nobody knows is never 0: %j is %s', (amount, words) => {
  expect(costWords(amount)).toBe(words)
})

test.each([
  [0, '0.1 s'],
  [1_240, '1.2 s'],
  [12_400, '12 s'],
  [59_600, '1 min'],
  [185_000, '3 min 5 s'],
])('%d milliseconds are %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words)
})

test('one token is one', () => {
  expect([1, 1_200].map(tokenWords)).toEqual(['1 token', '1,200 tokens'])
})
