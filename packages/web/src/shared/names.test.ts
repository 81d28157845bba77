import { expect, test } from 'vitest'
import { initialsOf, namesInWords, shortName } from './names.ts'

test.each([
  ['Steve Jobs', 'SJ'],
  ['Oprah', 'O'],
  ['ada king of lovelace', 'AL'],
  ['Élodie Œuvrard', 'ÉŒ'],
  ['  (Bob) <img onerror=x>  ', 'BO'],
  ['李 小龍', '李小'],
  ['🙂', '?'],
  ['', '?'],
])('initials of %j are %s', (name, expected) => {
  expect(initialsOf(name)).toBe(expected)
})

test.each([
  ['Steve Jobs', 'Steve'],
  ['Dr. Strange', 'Dr. Strange'],
  ['J Dilla', 'J Dilla'],
  ['Oprah', 'Oprah'],
])('%s is called %s for short', (name, expected) => {
  expect(shortName(name)).toBe(expected)
})

test('names in words name at most three', () => {
  expect(namesInWords([])).toBe('')
  expect(namesInWords(['Ana'])).toBe('Ana')
  expect(namesInWords(['Ana', 'Ben'])).toBe('Ana and Ben')
  expect(namesInWords(['Ana', 'Ben', 'Cy'])).toBe('Ana, Ben and Cy')
  expect(namesInWords(['Ana', 'Ben', 'Cy', 'Di', 'Ed'])).toBe('Ana, Ben and 3 others')
})
