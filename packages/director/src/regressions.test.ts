import { expect, test } from 'vitest'
import { outcomes, texts } from '../test/looking.ts'
import { lines, UNAVAILABLE } from '../test/script.ts'
import { PAT, VirtualRoom } from '../test/virtual-room.ts'
import type { VirtualRoomOptions } from '../test/virtual-room.ts'
import type { Effect } from './index.ts'

const AGENTS = { agents: ['Ann', 'Bob', 'Cleo'] }

test('[D4] DIR-27 DIR-31 stale reply after a second interruption', () => {
  const room = new VirtualRoom({
    ...AGENTS,
    hearsAborts: false,
    // The first calls are the slowest: their answers come when those of their successors are due.
    script: ({ count }) => ({
      kind: 'answers',
      afterMs: Math.max(500, 4_000 - 1_500 * count),
      text: `call ${count}`,
    }),
    settings: { pace: 'instant', maxConsecutiveAgentMessages: 2 },
  })
  room
    .at(0, () => room.post('One'))
    .at(1_000, () => room.post('Two'))
    .at(2_000, () => room.post('Three'))
  room.run()
  expect(texts(room)).toEqual(['One', 'Two', 'Three', 'call 3', 'call 4'])
  expect(outcomes(room)).toEqual(['interrupted', 'interrupted', 'spoke', 'spoke'])
})

test('[D4, D7] DIR-31 typing bubble cleared by a cancelled task', () => {
  const room = new VirtualRoom({
    ...AGENTS,
    hearsAborts: false,
    script: ({ count }) =>
      count === 1
        ? { kind: 'fails', afterMs: 3_000, failure: UNAVAILABLE }
        : { kind: 'answers', afterMs: 200, text: 'Here I am' },
  })
  room.at(0, () => room.post('One')).at(1_000, () => room.post('Two'))
  const typing = () => room.process.state?.head.turns
  room.at(3_400, () => {
    const before = typing()
    expect(before?.[0]?.phase).toBe('typing')
    // The failure of the cancelled call comes at 3.5 s.
    room.at(3_600, () => expect(typing()).toBe(before))
  })
  room.run(3_700)
  expect(room.process.state?.head.turns[0]?.phase).toBe('typing')
})

test('[R6] DIR-35 RUN-2 timers leaked per render', () => {
  const room = new VirtualRoom({ ...AGENTS, script: lines(['Hm.'], 300) })
  room.run(1)
  for (let count = 0; count < 500; count += 1) {
    room.post(`Message ${count}`)
    if (count % 7 === 0) room.act('room-changed', { title: `Title ${count}` }, PAT)
    room.run(count % 3 === 0 ? 700 : 20)
    // The timer of the room, or the call that it waits for.
    expect(room.clock.pending).toBeLessThanOrEqual(1)
  }
  room.run()
  expect(room.clock.pending).toBe(0)
})

test('[D4] DIR-25 a deleted room still calling the model', () => {
  const calls: Effect[] = []
  const watched: VirtualRoomOptions = {
    ...AGENTS,
    script: lines(['Too late'], 5_000),
    onStep: ({ effects }) => void calls.push(...effects.filter(({ type }) => type !== 'append')),
  }
  const room = new VirtualRoom(watched)
  room.at(0, () => room.post('Hello')).at(2_000, () => room.act('room-deleted', {}, PAT))
  room.run()
  expect(calls.map(({ type }) => type)).toEqual(['decide', 'abort'])
  expect(texts(room)).toEqual(['Hello'])
  expect(room.process.state?.head.turns).toEqual([])
  expect(room.process.isArmed).toBe(false)
})
