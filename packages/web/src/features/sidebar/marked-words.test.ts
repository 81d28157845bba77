import { expect, test } from 'vitest'
import { markedWords } from './marked-words.ts'

const shown = (text: string, query: string) =>
  markedWords(text, query)
    .map(({ text: part, marked }) => (marked ? `[${part}]` : part))
    .join('')

test('[R8] words that begin as the query says are marked, whatever their case and accents', () => {
  expect(shown('The Café is open, cafés are nice', 'cafe')).toBe('The [Café] is open, [cafés] are nice')
  expect(shown('decaf', 'caf')).toBe('decaf')
  expect(shown('a <b> c', '<b>')).toBe('a <[b]> c')
})

test('[R8] a long text begins shortly before what was found', () => {
  const text = `${'word '.repeat(40)}needle here`
  expect(shown(text, 'needle')).toMatch(/^…(word )+\[needle\] here$/)
  expect(shown(text, 'needle').length).toBeLessThan(60)
})
