import { expect, test } from 'vitest'
import type { Member, MemberId } from '@parley/protocol'
import { lineWords } from './line-words.ts'

const steve: Member = { id: 'steve' as MemberId, kind: 'agent', name: 'Steve <img> Jobs', role: 'member' }
const nameOf = (id: MemberId) => (id === 'me' ? 'You' : id === 'system' ? 'Parley' : 'Ana')
const me = 'me' as MemberId
const ana = 'ana' as MemberId

test.each([
  [{ type: 'member-added', member: steve }, me, 'You added Steve <img> Jobs'],
  [{ type: 'member-added', member: { ...steve, id: ana, name: 'Ana' } }, ana, 'Ana joined'],
  [{ type: 'member-removed', member: steve.id, name: 'Steve' }, ana, 'Ana removed Steve'],
  [{ type: 'member-removed', member: ana, name: 'Ana' }, ana, 'Ana left'],
  [{ type: 'stopped', member: ana, name: 'Ana' }, ana, 'Ana pressed stop'],
  [{ type: 'renamed', title: 'Lunch' }, me, 'You named the room “Lunch”'],
  [{ type: 'renamed', title: '' }, ana, 'Ana took the room’s name away'],
] as const)('[R3] %j', (line, by, expected) => {
  expect(lineWords(line, by, nameOf)).toBe(expected)
})
