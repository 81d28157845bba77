import { expect, test } from 'vitest'
import type { MemberId } from '@parley/protocol'
import { roomActionsOf } from './room-actions.ts'
import { headOf } from './samples.test-data.ts'

const me = 'me' as MemberId
const view = { head: headOf('me', 'ada'), timeline: [], more: false }
const owned = {
  ...view,
  head: { ...view.head, members: view.head.members.map((member) => ({ ...member, role: 'owner' as const })) },
}
const words = (...given: Parameters<typeof roomActionsOf>) => roomActionsOf(...given).map((one) => one.words)

test('[R5 W2] each action says what it will do; only owners delete', () => {
  expect(words({ view, preferences: {}, unread: 0 }, me)).toEqual([
    'Pin',
    'Hide alerts',
    'Mark as unread',
    'Archive',
  ])
  const kept = { pinnedAt: 1, muted: true, archived: true } as const
  expect(words({ view: owned, preferences: kept, unread: 3 }, me)).toEqual([
    'Unpin',
    'Show alerts',
    'Mark as read',
    'Move back to the list',
    'Delete',
  ])
})
