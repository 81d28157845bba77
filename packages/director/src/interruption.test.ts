import { expect, test } from 'vitest'
import { eventsOf, outcomes, speakers } from '../test/looking.ts'
import { lines } from '../test/script.ts'
import type { Script } from '../test/script.ts'
import { inSituation, T1 } from '../test/situations.ts'
import { PAT, START, VirtualRoom } from '../test/virtual-room.ts'
import { step } from './index.ts'

const STREAM: Script = () => ({
  kind: 'streams',
  afterMs: 100,
  chunks: ['One ', 'two ', 'three'],
  everyMs: 1_000,
})

const RAISE: [string, (room: VirtualRoom) => unknown][] = [
  ['a message of a person', (room) => room.post('Wait')],
  ['a request of a person', (room) => room.request('continue')],
  ['the removal of an agent', (room) => room.remove('Cleo')],
  ['the pause of an agent', (room) => room.pause('Cleo')],
  ['another reply mode', (room) => room.act('room-changed', { replyMode: 'manual' }, PAT)],
  ['deletion', (room) => room.act('room-deleted', {}, PAT)],
]

function streaming(): VirtualRoom {
  const room = new VirtualRoom({ agents: ['Ann', 'Bob', 'Cleo'], pace: 'instant', script: STREAM })
  return room.at(0, () => room.post('Hello'))
}

test.for(RAISE)('[D4] DIR-27 DIR-28 %s aborts a turn of which nothing is visible', ([, act]) => {
  const room = streaming().at(550, () => act(room))
  room.run(600)
  expect(outcomes(room)).toEqual(['interrupted'])
  expect(speakers(room).filter((by) => by !== PAT)).toEqual([])
})

test.for(RAISE)('[D4] DIR-27 DIR-29 %s cuts a visible message, which stays', ([, act]) => {
  const room = streaming().at(2_700, () => act(room))
  room.run(2_700)
  const [finished] = eventsOf(room, 'message-finished')
  const [ended] = eventsOf(room, 'turn-ended')
  expect(finished?.data).toMatchObject({ text: 'One two ', status: 'interrupted' })
  expect(ended?.data.outcome).toBe('interrupted')
  expect(finished?.seq).toBeLessThan(ended?.seq ?? 0)
})

test.for<[string, (room: VirtualRoom) => unknown]>([
  ['a reaction', (room) => room.act('reaction-added', { message: 'p6' as never, reaction: 'like' }, PAT)],
  ['another title', (room) => room.act('room-changed', { title: 'New', replyMode: 'autopilot' }, PAT)],
  ['a new member', (room) => room.add('Dora')],
  ['an agent that wakes up', (room) => room.pause('Cleo', false)],
])('[D4] DIR-27 %s interrupts nothing', ([, act]) => {
  const room = streaming().at(2_700, () => act(room))
  room.run(4_700)
  expect(outcomes(room)).toEqual(['spoke'])
})

test('[D4] DIR-30 a message that was complete before the interruption stays complete', () => {
  const room = new VirtualRoom({
    agents: ['Ann', 'Bob'],
    pace: 'instant',
    script: lines(['Done.'], 100),
    // The end of the turn is decided, and refused, while the person's message is in the log already.
    deliveryMs: () => 20,
  })
  room.at(0, () => room.post('Hello'))
  for (let ms = 0; ms < 2_000 && speakers(room).length < 2; ms += 1) room.run(1)
  room.post('Wait')
  room.run(100)
  expect(outcomes(room)).toEqual(['spoke'])
})

test('[D4] DIR-27 every append carries the interruption count under which it was decided', () => {
  const { now } = inSituation('stale')
  const { effects } = step(inSituation('deciding').now, {
    type: 'answered',
    turn: T1,
    speaker: 'ann' as never,
    now: START,
  })
  expect(now.head.interruption).toBe(2)
  expect(effects).toMatchObject([{ type: 'append', interruption: 1 }])
})

test('[D4] DIR-31 answers of a stale turn have no effect', () => {
  const { now } = inSituation('stale')
  for (const type of ['answered', 'picked'] as const) {
    expect(step(now, { type, turn: T1, speaker: 'ann' as never, now: START }).effects).toEqual([])
  }
})

test('[D4] DIR-31 a phase that became durable too late begins nothing', () => {
  const story = inSituation('queued')
  story.add('message-posted', { text: 'Wait' }, { by: PAT })
  const event = story.add('turn-advanced', { turn: T1, phase: 'deciding' })
  const { effects } = step(story.now, { type: 'event', event, now: START })
  expect(effects.map(({ type }) => type)).toEqual(['abort', 'append'])
})
