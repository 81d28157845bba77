import type { TurnPhase } from '@parley/protocol'
import { expect, test } from 'vitest'
import { eventsOf, outcomes, plans, texts, times } from '../test/looking.ts'
import { lines, UNAVAILABLE } from '../test/script.ts'
import { inSituation, REPLY, T1 } from '../test/situations.ts'
import type { Situation } from '../test/situations.ts'
import { START, VirtualRoom } from '../test/virtual-room.ts'
import { dueAt, MAX_ATTEMPTS, step, timingOf, wakeAt } from './index.ts'

test.for(['deciding', 'thinking', 'reacting', 'typing', 'speaking'] as const)(
  '[D15] DIR-32 a turn that died while %s ends and is tried again',
  (phase: TurnPhase) => {
    const { now } = inSituation(phase)
    const { effects } = step(now, { type: 'recovered', now: START + 1 })
    expect(effects).toMatchObject([
      {
        type: 'append',
        events: [{ id: 't1-ended', data: { outcome: 'interrupted', reasons: [{ code: 'recovered' }] } }],
      },
    ])
  },
)

test('[D15] DIR-32 the new turn answers what the old one was about', () => {
  const room = new VirtualRoom({ agents: ['Ann', 'Bob'], script: lines(['It rains.']), pace: 'instant' })
  room.at(0, () => room.post('Ann?')).at(900, () => room.crash())
  room.run(2_400)
  expect(plans(room).slice(0, 2)).toMatchObject([
    { cause: 'person-spoke', mustAnswer: 'ann', attempt: 0 },
    { cause: 'recovered', mustAnswer: 'ann', attempt: 1, priority: 100 },
  ])
  expect(times(room, 'turn-queued')[1]).toBe(900)
})

test('[D15] DIR-33 after three attempts the answer fails, and a person begins anew', () => {
  const room = new VirtualRoom({
    agents: ['Ann', 'Bob'],
    script: lines(['It rains.'], 1_000),
    pace: 'instant',
  })
  for (const ms of [0, 60_000]) room.at(ms, () => room.post('Hello'))
  for (const ms of [1_000, 1_500, 2_000, 61_000]) room.at(ms, () => room.crash())
  room.run(61_500)
  const ends = eventsOf(room, 'turn-ended').map(({ data }) => data.failure?.code ?? data.outcome)
  expect(MAX_ATTEMPTS).toBe(3)
  expect(ends).toEqual(['interrupted', 'interrupted', 'server-restarted', 'interrupted'])
  expect(plans(room).map(({ attempt }) => attempt)).toEqual([0, 1, 2, 0, 1])
})

test('[D15] DIR-34 a message that was under way is finished with what was visible', () => {
  const room = new VirtualRoom({
    agents: ['Ann'],
    pace: 'instant',
    script: () => ({ kind: 'streams', afterMs: 100, chunks: ['One ', 'two'], everyMs: 1_000 }),
  })
  room.at(0, () => room.post('Hello')).at(2_000, () => room.crash())
  room.run()
  expect(eventsOf(room, 'message-finished').map(({ data }) => data)).toMatchObject([
    { text: 'One ', status: 'interrupted' },
  ])
  expect(outcomes(room)).toEqual(['interrupted'])
})

test.for([
  ['complete', 'spoke'],
  ['interrupted', 'interrupted'],
  ['failed', 'failed'],
] as const)(
  '[D15] DIR-34 a message that was %s before the crash ends its turn as %s',
  ([status, outcome]) => {
    const story = inSituation('visible')
    story.add('message-finished', { message: REPLY, text: 'Hi', status, turn: T1 }, { by: 'ann' as never })
    const { effects } = step(story.now, { type: 'recovered', now: START + 1 })
    expect(effects).toMatchObject([{ type: 'append', events: [{ data: { outcome } }] }])
  },
)

test('[D4 D15] RUN-1 DIR-34 a person who speaks while a restart ends a failed message does not leave its turn hanging', () => {
  const room = new VirtualRoom({
    agents: ['Ann'],
    pace: 'instant',
    settings: { replyMode: 'ambient' },
    script: ({ plan }) =>
      plan.id !== T1
        ? { kind: 'answers', afterMs: 100, text: 'It rains.' }
        : { kind: 'streams', afterMs: 0, chunks: ['I '], everyMs: 0, failure: UNAVAILABLE },
    store: () => ({ ms: 5, fault: false }),
    onAppend: ({ type }) => {
      if (type !== 'message-finished' || room.process.epoch > 1) return
      room.crash()
      room.at(room.clock.now - START + 1, () => room.post('Ann, are you there?'))
    },
  })
  room.at(0, () => room.post('Ann?'))
  room.run()
  expect(eventsOf(room, 'turn-ended').map(({ data }) => data.failure?.code ?? data.outcome)).toEqual([
    'server-restarted',
    'spoke',
  ])
})

test('[K2] DIR-34 a server that hangs and comes back says nothing more', () => {
  const room = new VirtualRoom({
    agents: ['Ann', 'Bob'],
    pace: 'instant',
    script: ({ count }) => ({ kind: 'answers', afterMs: 1_000, text: `call ${count}` }),
    settings: { maxConsecutiveAgentMessages: 1 },
  })
  room.at(0, () => room.post('Hello')).at(1_000, () => room.replace())
  room.run()
  expect(texts(room)).toEqual(['Hello', 'call 1'])
  expect(outcomes(room)).toEqual(['interrupted', 'spoke'])
})

const DUES: Record<Situation, { wake: number | undefined; due: number | null }> = {
  idle: { wake: undefined, due: null },
  waiting: { wake: START + 500, due: START + 500 },
  queued: { wake: START + 1_000, due: START },
  deciding: { wake: undefined, due: START },
  thinking: { wake: undefined, due: START },
  reacting: { wake: START + 5_000, due: START },
  typing: { wake: START + 5_000, due: START },
  speaking: { wake: undefined, due: START },
  visible: { wake: undefined, due: START },
  stale: { wake: undefined, due: START },
}

test.for(Object.entries(DUES))('[D15] DIR-35 when a room that is %s is due', ([situation, { wake, due }]) => {
  const { now } = inSituation(situation as Situation)
  expect(wakeAt(now, timingOf(now))).toBe(wake)
  expect(dueAt(now, timingOf(now))).toBe(due)
})
