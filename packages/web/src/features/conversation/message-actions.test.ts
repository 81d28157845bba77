import { expect, test } from 'vitest'
import type { MemberId, RoomHead } from '@parley/protocol'
import { headOf, messageOf, turnOf } from '../../shared/samples.test-data.ts'
import { actionLabel, actionsOf } from './message-actions.ts'

const me = 'me' as MemberId
const room = headOf('me', 'steve', 'ada')
const as = (head: RoomHead, id: string, change: Partial<RoomHead['members'][number]>): RoomHead => ({
  ...head,
  members: head.members.map((member) => (member.id === id ? { ...member, ...change } : member)),
})
const mine = messageOf(1, 'me', 'Hello')
const theirs = messageOf(2, 'steve', 'Hi')

test('[D14] one’s own message may be edited, asked again and deleted', () => {
  expect(actionsOf(room, mine, me)).toEqual([
    'reply',
    'copy',
    'link',
    'edit',
    'edit-rerun',
    'why',
    'fork',
    'delete',
  ])
})

test('[D14] without agents there is nobody to ask again, and nothing to explain', () => {
  expect(actionsOf(headOf('me'), mine, me)).toEqual(['reply', 'copy', 'link', 'edit', 'fork', 'delete'])
})

test('[D14] an agent’s message may be regenerated; deleted by those who decide for others only', () => {
  expect(actionsOf(room, theirs, me)).toEqual(['reply', 'copy', 'link', 'ask', 'regenerate', 'why', 'fork'])
  for (const role of ['owner', 'moderator'] as const)
    expect(actionsOf(as(room, 'me', { role }), theirs, me)).toContain('delete')
})

test('[D11] who is paused, gone or at work already is not to be asked; a manual room has a bar for it', () => {
  expect(actionsOf(as(room, 'steve', { paused: true }), theirs, me)).toEqual([
    'reply',
    'copy',
    'link',
    'why',
    'fork',
  ])
  expect(actionsOf(headOf('me', 'ada'), theirs, me)).toEqual(['reply', 'copy', 'link', 'why', 'fork'])
  const busy = { ...room, turns: [turnOf('t1', 'thinking', 'steve')] }
  expect(actionsOf(busy, theirs, me)).not.toContain('ask')
  const manual = { ...room, settings: { ...room.settings, replyMode: 'manual' as const } }
  expect(actionsOf(manual, theirs, me)).toEqual(['reply', 'copy', 'link', 'regenerate', 'why', 'fork'])
})

test('[D14] what still streams is left alone', () => {
  const streaming = messageOf(2, 'steve', 'Hi', [], 'streaming')
  expect(actionsOf(as(room, 'me', { role: 'owner' }), streaming, me)).toEqual(['copy', 'ask', 'why'])
})

test('each action has a name', () => {
  expect(actionLabel('ask', 'Ada Lovelace')).toBe('Ask Ada')
  expect(actionLabel('edit-rerun', 'Ada Lovelace')).toBe('Edit and ask again')
})
