import { expect, test } from 'vitest'
import type { MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { peopleOfRooms } from './contacts.ts'

const room = (...members: [id: string, kind: string, name: string][]) =>
  ({
    view: { head: { members: members.map(([id, kind, name]) => ({ id, kind, name })) } },
  }) as unknown as RoomState

test('[W2] the people of all rooms, each once and by the newest name, without the reader and the agents', () => {
  const rooms = [
    room(['p_me', 'person', 'Me'], ['p_kim', 'person', 'Kim Lee'], ['a_ada', 'agent', 'Ada']),
    room(['p_me', 'person', 'Me'], ['p_kim', 'person', 'Kim'], ['p_lou', 'person', 'Lou']),
  ]
  expect(peopleOfRooms(rooms, 'p_me' as MemberId).map(({ name }) => name)).toEqual(['Kim Lee', 'Lou'])
})
