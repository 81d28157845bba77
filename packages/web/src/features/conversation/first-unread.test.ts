import { expect, test } from 'vitest'
import type { MemberId } from '@parley/protocol'
import { messageOf } from '../../shared/samples.test-data.ts'
import { firstUnread } from './first-unread.ts'

const me = 'me' as MemberId
const timeline = [
  messageOf(1, 'ada', 'a'),
  messageOf(2, 'ada', 'b'),
  messageOf(3, 'me', 'c'),
  messageOf(4, 'ada', 'd'),
]

test('[C6] the first of so many messages of others, or none where it is not there', () => {
  expect(firstUnread(timeline, me, 0, false)).toBeUndefined()
  expect(firstUnread(timeline, me, 1, false)).toBe('m4')
  expect(firstUnread(timeline, me, 2, false)).toBe('m2')
  expect(firstUnread(timeline, me, 9, true)).toBeUndefined()
})

test('[C6 W1] none where everything is new: a room just made, with the reader’s own words or without', () => {
  expect(firstUnread(timeline, me, 3, false)).toBeUndefined()
  expect(firstUnread(timeline.slice(2), me, 1, false)).toBeUndefined()
  expect(firstUnread(timeline.slice(3), me, 1, false)).toBeUndefined()
  expect(firstUnread(timeline, me, 3, true)).toBe('m1')
})
