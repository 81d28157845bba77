import { expect, test } from 'vitest'
import type { MemberId, Message } from '@parley/protocol'
import type { PendingMessage, RoomState } from '@parley/client'
import { headOf, messageOf, pendingOf } from '../../shared/samples.test-data.ts'
import { newsOf } from './news.ts'

const me = 'me' as MemberId
const state = (timeline: Message[], pending: PendingMessage[] = [], synced = true) =>
  ({
    id: 'room',
    view: { head: headOf('me', 'ada'), timeline, more: false },
    pending,
    synced,
  }) as unknown as RoomState
const kinds = (before: RoomState, after: RoomState) => newsOf(before, after, me).map(({ kind }) => kind)

const hello = messageOf(1, 'ada', 'Hello')

test('[W1] one’s own message as it goes off, once', () => {
  const after = state([hello], [pendingOf('hi', 'sending')])
  expect(kinds(state([hello]), after)).toEqual(['sent'])
  expect(kinds(after, after)).toEqual([])
  expect(kinds(after, state([hello, messageOf(2, 'me', 'hi')]))).toEqual([])
})

test('[W1] a message of somebody else when it is complete, not while it streams, and not what was there', () => {
  const streaming = messageOf(2, 'ada', 'Good', [], 'streaming')
  const complete = messageOf(2, 'ada', 'Good day')
  expect(kinds(state([hello]), state([hello, streaming]))).toEqual([])
  expect(kinds(state([hello, streaming]), state([hello, complete]))).toEqual(['message'])
  expect(kinds(state([hello]), state([hello, complete]))).toEqual(['message'])
  expect(kinds(state([complete]), state([hello, complete])), 'an older page').toEqual([])
  expect(kinds(state([], [], false), state([hello])), 'the room came into view').toEqual([])
})

test('[W1] a reaction of somebody else, not one’s own', () => {
  const loved = messageOf(1, 'ada', 'Hello', [{ by: 'ada', reaction: 'heart', at: 1 }])
  const liked = messageOf(1, 'ada', 'Hello', [{ by: 'me', reaction: 'like', at: 1 }])
  expect(kinds(state([hello]), state([loved]))).toEqual(['reaction'])
  expect(kinds(state([hello]), state([liked]))).toEqual([])
})
