import type { MemberId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { eventsOf, outcomes, plans, silences, speakers, texts, times } from '../test/looking.ts'
import { lines, UNAVAILABLE } from '../test/script.ts'
import { PAT, VirtualRoom } from '../test/virtual-room.ts'
import type { VirtualRoomOptions } from '../test/virtual-room.ts'

function room(options: Partial<VirtualRoomOptions> = {}): VirtualRoom {
  return new VirtualRoom({
    agents: ['Ann', 'Bob'],
    pace: 'instant',
    script: lines(['It rains.'], 100),
    ...options,
  })
}

test.for([1, 2, 5, 50])('[D9] DIR-21 at most %i messages, the last wraps up, then a silenced line', (cap) => {
  const talk = room({ settings: { maxConsecutiveAgentMessages: cap } })
  talk.at(0, () => talk.post('Hello'))
  talk.run()
  expect(speakers(talk)).toHaveLength(1 + cap)
  expect(plans(talk).map(({ wrapUp }) => wrapUp)).toEqual([
    ...Array.from({ length: cap - 1 }, () => false),
    true,
  ])
  expect(eventsOf(talk, 'room-silenced').map(({ data }) => data.member)).toEqual([speakers(talk).at(-1)])
})

test('[D9] DIR-21 system lines and reactions do not count, a person wakes the room', () => {
  const talk = room()
  talk.at(0, () => talk.post('Hello'))
  for (const ms of [550, 650, 750]) talk.at(ms, () => talk.act('room-changed', { title: `At ${ms}` }, PAT))
  talk.at(60_000, () => talk.post('Again'))
  talk.run()
  expect(speakers(talk)).toHaveLength(2 * (1 + 5))
  expect(silences(talk)).toBe(2)
})

test('[D9] DIR-21 where the last speaker has left, another agent is silenced', () => {
  const talk = room({
    agents: ['Ann', 'Bob', 'Cleo'],
    pace: 'human',
    settings: { maxConsecutiveAgentMessages: 1 },
  })
  talk.at(0, () => talk.post('Ann?'))
  talk.at(8_000, () => talk.remove('Ann'))
  talk.run(7_000)
  expect(speakers(talk)).toEqual([PAT, 'ann'])
  talk.remove('Ann')
  talk.run()
  expect(eventsOf(talk, 'room-silenced').map(({ data }) => data.member)).toEqual(['bob'])
})

test('[D2] DIR-22 the only agent answers each batch once and is never silenced', () => {
  const talk = room({ agents: ['Ann'] })
  talk
    .at(0, () => talk.post('One'))
    .at(200, () => talk.post('Two'))
    .at(10_000, () => talk.post('Three'))
  talk.run()
  expect(texts(talk)).toEqual(['One', 'Two', 'It rains.', 'Three', 'It rains.'])
  expect(plans(talk).map(({ wrapUp }) => wrapUp)).toEqual([false, false])
  expect(silences(talk)).toBe(0)
})

test('[D2, R3] DIR-22 an agent that joins later does not take the answered batch up', () => {
  const talk = room({ agents: ['Ann'] })
  talk.at(0, () => talk.post('Hello')).at(86_400_000, () => talk.add('Bob'))
  talk.run(90_000_000)
  expect(speakers(talk)).toEqual([PAT, 'ann'])
})

test('[D2] DIR-22 with all others asleep the one that spoke waits; awake, they go on', () => {
  const talk = room({ pace: 'human', settings: { maxConsecutiveAgentMessages: 2 } })
  talk.at(0, () => talk.post('Ann?'))
  talk.run(7_000)
  talk.pause('Bob')
  talk.run()
  expect(speakers(talk)).toEqual([PAT, 'ann'])
  talk.pause('Bob', false)
  talk.run()
  expect(speakers(talk)).toEqual([PAT, 'ann', 'bob'])
})

test('[M8] DIR-23 a failed turn ends the run until a person does something', () => {
  const talk = room({ script: () => ({ kind: 'fails', afterMs: 100, failure: UNAVAILABLE }) })
  talk
    .at(0, () => talk.post('Hello'))
    .at(5_000, () => talk.request('retry', 't1'))
    .at(9_000, () => talk.post('Hey'))
  talk.at(12_000, () => talk.pause('Ann')).at(12_001, () => talk.pause('Ann', false))
  talk.run()
  expect(outcomes(talk)).toEqual(['failed', 'failed', 'failed'])
  expect(times(talk, 'turn-queued')).toEqual([500, 5_000, 9_500])
})

test('[A1] DIR-24 what people said waits until an agent is awake', () => {
  const talk = room()
  talk.at(0, () => [talk.pause('Ann'), talk.pause('Bob')]).at(1, () => talk.post('Hello'))
  talk.at(50_000, () => talk.pause('Ann', false))
  talk.run()
  expect(times(talk, 'turn-queued')).toEqual([50_000])
  expect(speakers(talk)).toEqual([PAT, 'ann'])
})

test('[A1] DIR-24 a room without agents is silent', () => {
  const talk = room({ agents: [] })
  talk.at(0, () => talk.post('Hello')).at(1_000, () => talk.request('start'))
  talk.run()
  expect(plans(talk)).toEqual([])
  expect(talk.process.isArmed).toBe(false)
})

test('[R5] DIR-25 a deleted room is silent, a restored one goes on', () => {
  const talk = room({ pace: 'human' })
  talk.at(0, () => talk.post('Hello')).at(10_000, () => talk.act('room-deleted', {}, PAT))
  talk.at(20_000, () => talk.act('room-restored', {}, PAT))
  talk.run()
  expect(times(talk, 'turn-queued').filter((at) => at > 10_000 && at < 20_000)).toEqual([])
  expect(speakers(talk)).toHaveLength(1 + 5)
})

test.for(['manual', 'ambient'] as const)(
  '[D10, D11] DIR-26 what was said in %s is not taken up on autopilot',
  (replyMode) => {
    const talk = room({ settings: { replyMode }, agents: ['Ann', 'Bob'] })
    talk
      .at(0, () => talk.pause('Ann'))
      .at(1, () => talk.pause('Bob'))
      .at(2, () => talk.post('@Ann?'))
      .at(5_000, () => talk.act('room-changed', { replyMode: 'autopilot' }, PAT))
      .at(6_000, () => talk.pause('Ann', false))
    talk.run()
    expect(plans(talk)).toEqual([])
    talk.post('Hello')
    talk.run(1_000)
    expect(plans(talk)[0]?.mustAnswer).toBeUndefined()
  },
)

test('[D2] DIR-26 a run does not outlive its reply mode', () => {
  const talk = room({ pace: 'human' })
  talk
    .at(0, () => talk.post('Hello'))
    .at(10_000, () => talk.act('room-changed', { replyMode: 'manual' }, PAT))
  talk
    .at(11_000, () => talk.post('In between'))
    .at(20_000, () => talk.act('room-changed', { replyMode: 'autopilot' }, PAT))
  talk.run()
  expect(times(talk, 'turn-queued').filter((at) => at > 10_000)).toEqual([])
})

test('[D4] DIR-2 a message of nobody in the room is nobody’s to answer', () => {
  const talk = room()
  talk.at(0, () => talk.post('Ann?', 'stranger' as MemberId))
  talk.run()
  expect(plans(talk)).toEqual([])
})
