import type { Agent, Member, MemberId, Seq, TimelineItem } from '@parley/protocol'
import { expect, test } from 'vitest'
import { peopleOf } from './people.ts'

const [ann, bob, eve] = ['ann', 'bob', 'eve'] as MemberId[] as [MemberId, MemberId, MemberId]
const members = [{ id: ann, name: 'Ann', kind: 'person' }] as unknown as Member[]
const agents = [{ id: bob, name: 'Bob' }] as unknown as Agent[]
const said = (text: string) =>
  [{ kind: 'message', id: 'm', by: ann, seq: 1 as Seq, text }] as unknown as TimelineItem[]
const left = (member: MemberId) =>
  ({
    kind: 'line',
    id: `left-${member}`,
    line: { type: 'member-removed', member, name: 'Eve' },
  }) as TimelineItem

test('[W8] while a message grows the people stay the very same map', () => {
  const before = peopleOf(members, agents, said('He'))
  expect(peopleOf(members, agents, said('Hello'))).toBe(before)
})

test('whoever comes, or changes, makes another', () => {
  const before = peopleOf(members, agents, said('Hello'))
  const after = peopleOf(members, agents, [...said('Hello'), left(eve)])
  expect(after).not.toBe(before)
  expect(after.get(eve)?.name).toBe('Eve')
  const renamed = peopleOf(members, [{ id: bob, name: 'Rob' } as unknown as Agent], said('Hello'))
  expect(renamed.get(bob)?.name).toBe('Rob')
})

test('one who has left stays the same object while others write', () => {
  const line = left(eve)
  const before = peopleOf(members, agents, [...said('He'), line])
  expect(peopleOf(members, agents, [...said('Hello'), line])).toBe(before)
})
