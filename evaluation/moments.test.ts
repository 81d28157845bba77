import { expect, test } from 'vitest'
import { listen, momentsOf } from './moments.ts'
import { presentMembers, recentMembers } from './present.ts'
import { mentionElseRecent, mostFrequent, mostRecent, randomChance } from './simple-rules.ts'
import { roomOf, TALK } from './test/transcript.ts'

test('every moment knows what has been said, and what came of it', () => {
  const moments = [...momentsOf(TALK)]
  expect(moments.map(({ next }) => next)).toEqual([
    'ann',
    'ben',
    'ann',
    'ben',
    'ann',
    'ben',
    'ann',
    undefined,
  ])
  expect(moments.map(({ soon }) => soon && [...soon])).toEqual([
    ['ann', 'ben'],
    ['ben', 'ann'],
    ['ann', 'ben'],
    ['ben', 'ann'],
    ['ann', 'ben'],
    undefined,
    undefined,
    undefined,
  ])
  expect(moments.map(({ floor }) => floor.heard)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})

test('the next speaker is another one, however many messages the author still writes', () => {
  const [first] = momentsOf(roomOf([1, 'ann', 'a'], [2, 'ann', 'b'], [3, 'ben', 'c'], [4, 'ann', 'd']))
  expect(first?.next).toBe('ben')
  expect([...(first?.soon ?? [])]).toEqual(['ann', 'ben'])
})

test('the simple rules guess as their names say', () => {
  const moment = [...momentsOf(TALK)][4]
  if (moment === undefined) throw new Error('no moment')
  expect(moment.current).toBe('ben')
  expect(mostRecent(moment)).toEqual(['ann', 'cat'])
  expect(mostFrequent(moment)).toEqual(['ann', 'cat'])
  expect(mentionElseRecent(moment)).toEqual(['ann', 'cat'])
  expect(recentMembers(moment)).toEqual(['ann', 'cat'])
  expect(presentMembers(moment).toSorted()).toEqual(['ann', 'cat'])
  expect(randomChance(moment, 'ann' as never, 1)).toBe(0.5)
  expect(randomChance(moment, 'ann' as never, 3)).toBe(1)
  expect(randomChance(moment, 'dan' as never, 3)).toBe(0)
})

test('times run on over midnight, and never backwards', () => {
  const room = roomOf([86_399, 'ann', 'a'], [3, 'ben', 'b'], [2, 'ann', 'c'], [9, 'ben', 'd'])
  expect(listen(room).map(({ at }) => at / 1000)).toEqual([86_399, 86_403, 86_403, 86_409])
})
