import { expect, test } from 'vitest'
import type { MemberId, RoomId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { headOf, messageOf } from '../../shared/samples.test-data.ts'
import { foundRooms } from './found-rooms.ts'

const me = 'me' as MemberId
const room = (id: string, title: string, members: string[], text: string): RoomState => {
  const head = headOf('me', ...members)
  return {
    id: id as RoomId,
    view: {
      head: { ...head, settings: { ...head.settings, title } },
      timeline: [messageOf(1, members[0] ?? 'me', text)],
      more: false,
    },
    pending: [],
    unread: 0,
    present: new Set(),
    typing: [],
    read: new Map(),
    loadingOlder: false,
    preferences: {},
    synced: true,
  }
}
const rooms = [
  room('sushi', 'Counter seats', ['jiro', 'hélène'], 'Patience is an ingredient'),
  room('code', '', ['ada', 'grace'], 'It compiles (twice)'),
]
const found = (query: string) => foundRooms(rooms, query, me).map(({ id }) => id)

test.each([
  ['', ['sushi', 'code']],
  ['counter', ['sushi']],
  ['helene', ['sushi']],
  ['GRACE', ['code']],
  ['ingredient patience', ['sushi']],
  ['(twice)', ['code']],
  ['[', []],
])('[R8] the search %j finds %j', (query, expected) => {
  expect(found(query)).toEqual(expected)
})
