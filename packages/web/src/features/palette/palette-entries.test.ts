import { expect, test } from 'vitest'
import { matchingEntries } from './palette-entries.ts'
import type { PaletteEntry } from './palette-entries.ts'

const entry = (kind: PaletteEntry['kind'], words: string, note = ''): PaletteEntry => ({
  id: words,
  kind,
  words,
  note,
  run: () => undefined,
})
const entries = [
  entry('agent', 'Ada Lovelace', 'Mathematician'),
  entry('command', 'New room'),
  entry('room', 'Roof garden', 'Ada, Ben'),
]
const found = (query: string) => matchingEntries(entries, query).map(({ words }) => words)

test('[W5] without a query rooms and commands, rooms first', () => {
  expect(found('')).toEqual(['Roof garden', 'New room'])
})

test('[W5] the beginning of a name counts most; every word must fit', () => {
  expect(found('ada')).toEqual(['Ada Lovelace', 'Roof garden'])
  expect(found('garden ada')).toEqual(['Roof garden'])
  expect(found('nothing')).toEqual([])
})
