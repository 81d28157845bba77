import { expect, test } from 'vitest'
import type { Member } from '@parley/protocol'
import { completed, mentioned, wantedAt } from './completion.ts'

const at = (marked: string) => {
  const caret = marked.indexOf('|')
  return wantedAt(marked.replace('|', ''), caret)
}

test.each([
  ['@|', { kind: 'mention', start: 0, query: '' }],
  ['hi @ad|', { kind: 'mention', start: 3, query: 'ad' }],
  ['hi @Ada Lo| there', { kind: 'mention', start: 3, query: 'Ada Lo' }],
  ['@Juan de la Cr| there', { kind: 'mention', start: 0, query: 'Juan de la Cr' }],
  ['(@é|', { kind: 'mention', start: 1, query: 'é' }],
  ['so :smi|', { kind: 'emoji', start: 3, query: 'smi' }],
  [':+1|', { kind: 'emoji', start: 0, query: '+1' }],
])('[W3] %s completes', (text, wanted) => expect(at(text)).toEqual(wanted))

test.each([
  'a@b|',
  'mail ada@x.test|',
  'at 5:30|',
  ':a|',
  'https://x|',
  '@ada went home early today|',
  'hello|',
])('[W3] %s does not', (text) => expect(at(text)).toBeUndefined())

test('[W3] a choice takes the place of what was typed, with one space after it', () => {
  const wanted = { kind: 'mention', start: 3, query: 'ad' } as const
  expect(completed('hi @ad', 6, wanted, '@Ada')).toEqual({ text: 'hi @Ada ', caret: 8 })
  expect(completed('hi @ad there', 6, wanted, '@Ada')).toEqual({ text: 'hi @Ada there', caret: 8 })
})

test('[W3] members by the beginning of their name, then of its other words', () => {
  const members = ['Grace Adams', 'Ada Lovelace', 'Bob'].map((name) => ({ name })) as Member[]
  expect(mentioned(members, 'ad').map(({ name }) => name)).toEqual(['Ada Lovelace', 'Grace Adams'])
  expect(mentioned(members, '')).toHaveLength(3)
  expect(mentioned(members, 'x')).toEqual([])
})

test('[W3] whoever is named in full comes first, and needs no list any more once a space follows', () => {
  const members = ['Anna', 'Ann', 'Ann Lee', 'Socrates'].map((name) => ({ name })) as Member[]
  const found = (query: string) => mentioned(members, query).map(({ name }) => name)
  expect(found('ann')).toEqual(['Ann', 'Anna', 'Ann Lee'])
  expect(found('Ann ')).toEqual([])
  expect(found('Ann l')).toEqual(['Ann Lee'])
  expect(found('Socrates ')).toEqual([])
  expect(found('socrates went home')).toEqual([])
})
