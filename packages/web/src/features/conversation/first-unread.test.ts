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
  expect(firstUnread(timeline, me, 0)).toBeUndefined()
  expect(firstUnread(timeline, me, 1)).toBe('m4')
  expect(firstUnread(timeline, me, 2)).toBe('m2')
  expect(firstUnread(timeline, me, 9)).toBeUndefined()
})
