import { expect, test } from 'vitest'
import type { EventId, MemberId, RoomHead } from '@parley/protocol'
import { headOf, turnOf } from './samples.test-data.ts'
import { freeAgents, isBusy, workOf } from './turn-work.ts'

const [steve, ada, bob] = ['steve', 'ada', 'bob'] as MemberId[] as [MemberId, MemberId, MemberId]
const asked = (...members: MemberId[]): RoomHead['asked'] =>
  members.map((member) => ({ member, event: 'e' as EventId, at: 0 }))
const room = headOf('me', 'steve', 'ada', 'bob')

test('[D11 W3] whoever has the turn is working, the others wait in the order in which they were asked', () => {
  const head = { ...room, turns: [turnOf('t1', 'thinking', 'steve')], asked: asked(steve, bob, ada) }
  expect(workOf(head, steve)).toEqual({ kind: 'working' })
  expect(workOf(head, bob)).toEqual({ kind: 'asked', place: 1 })
  expect(workOf(head, ada)).toEqual({ kind: 'asked', place: 2 })
  expect(freeAgents(head)).toEqual([])
})

test('[D11 W3] a turn of one candidate is that one’s, also before it has a speaker', () => {
  expect(workOf({ ...room, turns: [turnOf('t1', 'queued')] }, steve)).toEqual({ kind: 'working' })
  const open = turnOf('t1', 'deciding')
  const head = { ...room, turns: [{ ...open, plan: { ...open.plan, candidates: [steve, ada] } }] }
  expect(workOf(head, steve)).toEqual({ kind: 'free' })
})

test('[D11 A1] a paused agent is not to be asked', () => {
  const members = room.members.map((member) => (member.id === ada ? { ...member, paused: true } : member))
  expect(workOf({ ...room, members }, ada)).toEqual({ kind: 'paused' })
  expect(freeAgents({ ...room, members }).map(({ id }) => id)).toEqual([steve, bob])
})

test('[D14] there is something to stop while turns run or agents are asked, not once they are stopped or stale', () => {
  expect(isBusy(room)).toBe(false)
  expect(isBusy({ ...room, asked: asked(bob) })).toBe(true)
  expect(isBusy({ ...room, turns: [turnOf('t1', 'typing', 'steve')] })).toBe(true)
  expect(isBusy({ ...room, turns: [{ ...turnOf('t1', 'typing', 'steve'), stopped: true }] })).toBe(false)
  expect(isBusy({ ...room, interruption: 1, turns: [turnOf('t1', 'typing', 'steve')] })).toBe(false)
})
