import { EVENT_DATA, RoomHead, TURN_PHASES } from '@parley/protocol'
import type { MemberId, RoomEvent, TurnId } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agent, openLog, plan, START } from '../test/log.ts'
import { randomLog, withoutChunks } from '../test/random-log.ts'
import { foldHead, interrupts } from './index.ts'

const T1 = 't1' as TurnId
const ANN = 'ann' as MemberId

function foldAll(events: readonly RoomEvent[]): RoomHead | undefined {
  return events.reduce<RoomHead | undefined>(foldHead, undefined)
}

test('[C1] a head is what its log says', () => {
  const book = openLog({ title: 'Kitchen' })
  book.add('message-posted', { text: 'Hello' }, { by: 'pat' })
  book.add('turn-queued', { plan: plan('t1', book.head) })
  book.add('turn-advanced', { turn: T1, phase: 'typing', speaker: ANN, until: START + 99_000 })
  book.add('message-started', { turn: T1 }, { by: 'ann', id: 'reply' })
  expect(book.head).toMatchObject({
    id: 'room',
    seq: 8,
    createdAt: START + 1_000,
    changedAt: START + 8_000,
    settings: { title: 'Kitchen' },
    seed: 'seed',
    interruption: 1,
    deleted: false,
    turns: [
      { phase: 'typing', speaker: 'ann', since: START + 7_000, until: START + 99_000, message: 'reply' },
    ],
  })
  expect(book.head.members.map(({ name }) => name)).toEqual(['Pat', 'Ann', 'Bob'])
})

test('[C1] any events are folded into a head that the wire takes', () => {
  const types = new Set<string>()
  fc.assert(
    fc.property(randomLog, ({ events, head }) => {
      for (const { type } of events) types.add(type)
      expect(RoomHead.parse(head)).toEqual(head)
      expect(head.seq).toBe(events.length)
      expect(new Set(head.members.map(({ id }) => id)).size).toBe(head.members.length)
      expect(new Set(head.turns.map((turn) => turn.plan.id)).size).toBe(head.turns.length)
    }),
    { numRuns: 500 },
  )
  expect([...types].toSorted()).toEqual(Object.keys(EVENT_DATA).toSorted())
})

test('[C1] parts that an event does not touch keep their identity', () => {
  fc.assert(
    fc.property(randomLog, ({ events }) => {
      let before: RoomHead | undefined
      for (const event of events) {
        const after = foldHead(before, event)
        for (const part of ['settings', 'members', 'turns', 'asked'] as const) {
          const isSame = JSON.stringify(after[part]) === JSON.stringify(before?.[part])
          const follows = part === 'turns' && before !== undefined && interrupts(before, event) === 'unseen'
          const mayChange = follows || CHANGES[part].some((prefix) => event.type.startsWith(prefix))
          if (before !== undefined && !mayChange) expect(after[part]).toBe(before[part])
          if (!isSame) expect(after[part]).not.toBe(before?.[part])
        }
        before = after
      }
    }),
    { numRuns: 300 },
  )
})

const CHANGES = {
  settings: ['room-changed'],
  members: ['member-'],
  turns: [
    'turn-queued',
    'turn-advanced',
    'turn-ended',
    'turns-stopped',
    'message-posted',
    'message-started',
    'tool-',
    'approval-',
  ],
  asked: ['turn-', 'turns-stopped', 'message-', 'member-', 'room-changed'],
}

test('[C1] what makes no sense keeps members and turns as they are', () => {
  const book = openLog()
  for (const add of [
    () => book.add('member-added', { member: agent('Ann') }),
    () => book.add('member-removed', { member: 'zoe' as MemberId }),
    () => book.add('member-changed', { member: agent('Zoe') }),
    () => book.add('turn-advanced', { turn: T1, phase: 'typing' }),
    () => book.add('turn-ended', { turn: T1, outcome: 'spoke' }),
    () => book.add('message-posted', { text: 'Hi', turn: T1 }, { by: 'ann' }),
  ]) {
    const { members, turns, interruption } = book.head
    add()
    expect(book.head.members).toBe(members)
    expect(book.head.turns).toBe(turns)
    expect(book.head.interruption).toBe(interruption)
  }
})

test('[D1] the phases of a turn go forward only', () => {
  for (const [index, phase] of TURN_PHASES.entries()) {
    if (phase === 'queued') continue
    const book = openLog()
    book.add('turn-queued', { plan: plan('t1', book.head) })
    book.add('turn-advanced', { turn: T1, phase })
    const { turns } = book.head
    for (const earlier of TURN_PHASES.slice(1, index + 1)) {
      if (earlier !== 'queued') book.add('turn-advanced', { turn: T1, phase: earlier, speaker: ANN })
    }
    expect(book.head.turns).toBe(turns)
  }
})

test('[R5] deleting and restoring a room', () => {
  const book = openLog()
  book.add('room-deleted', {})
  book.add('room-changed', { title: 'Still gone' })
  expect(book.head.deleted).toBe(true)
  book.add('room-restored', {})
  expect(book.head.deleted).toBe(false)
})

test('[W2] what counts as activity: messages and a restoration', () => {
  const book = openLog()
  const { changedAt } = book.head
  book.add('room-changed', { title: 'New' })
  book.add('turn-requested', { intent: 'start' }, { by: 'pat' })
  expect(book.head.changedAt).toBe(changedAt)
  const posted = book.add('message-posted', { text: 'Hi' }, { by: 'pat' })
  expect(book.head.changedAt).toBe(posted.at)
})

test('[C4] chunks of finished messages may be left out', () => {
  fc.assert(
    fc.property(randomLog, ({ events, head }) => {
      expect(foldAll(withoutChunks(events))).toEqual(head)
    }),
    { numRuns: 300 },
  )
})

test('a log that does not begin with its room is refused', () => {
  const [, second] = openLog().events
  expect(() => second && foldHead(undefined, second)).toThrow('begins with room-created')
})
