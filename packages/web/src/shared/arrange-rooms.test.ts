import { expect, test } from 'vitest'
import type { RoomPreferences } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { arrangeRooms, callsForAttention } from './arrange-rooms.ts'

const room = (id: string, preferences: RoomPreferences, unread = 0) =>
  ({ id, preferences, unread }) as RoomState

test('[W2 R5] pinned ones by when they were pinned, archived ones apart, the rest as they come', () => {
  const rooms = [
    room('a', {}),
    room('b', { pinnedAt: 20 }),
    room('c', { archived: true }),
    room('d', { muted: true }),
    room('e', { pinnedAt: 10 }),
  ]
  const { pinned, listed, archived } = arrangeRooms(rooms)
  expect([pinned, listed, archived].map((part) => part.map(({ id }) => id))).toEqual([
    ['e', 'b'],
    ['a', 'd'],
    ['c'],
  ])
})

test('[R5] hidden alerts and archived rooms do not call', () => {
  expect(callsForAttention(room('a', {}, 1))).toBe(true)
  expect(callsForAttention(room('a', {}, 0))).toBe(false)
  expect(callsForAttention(room('a', { muted: true }, 1))).toBe(false)
  expect(callsForAttention(room('a', { archived: true }, 1))).toBe(false)
})
