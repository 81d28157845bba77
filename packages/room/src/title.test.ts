import type { MemberId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { LogBook, openLog, person } from '../test/log.ts'
import { othersOf, roomTitle } from './index.ts'

const PAT = 'pat' as MemberId

test('[W2] a room without a title is called by the others, agents first', () => {
  const book = openLog()
  book.add('member-added', { member: person('Zoe') })
  expect(roomTitle(book.head, PAT)).toBe('Ann, Bob, Zoe')
  expect(roomTitle(book.head, 'zoe' as MemberId)).toBe('Ann, Bob, Pat')
  expect(othersOf(book.head, PAT).map(({ name }) => name)).toEqual(['Ann', 'Bob', 'Zoe'])
})

test('[R5] a title goes before names, as it was typed', () => {
  const title = '<img onerror=alert(1)> (work)'
  expect(roomTitle(openLog({ title }).head, PAT)).toBe(title)
})

test('[R1] whoever is alone in a room is told so', () => {
  const book = new LogBook()
  const settings = { title: '', replyMode: 'manual', pace: 'human', instructions: '' } as const
  book.add('room-created', { ...settings, maxConsecutiveAgentMessages: 5, seed: 'seed' })
  book.add('member-added', { member: person('Pat') })
  expect(roomTitle(book.head, PAT)).toBe('Just you')
})
