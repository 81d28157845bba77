import { expect, test } from 'vitest'
import { outcomes, plans, silences, texts, times } from '../test/looking.ts'
import { lines } from '../test/script.ts'
import { VirtualRoom } from '../test/virtual-room.ts'
import type { VirtualRoomOptions } from '../test/virtual-room.ts'

function room(options: Partial<VirtualRoomOptions> = {}): VirtualRoom {
  return new VirtualRoom({ agents: ['Ann', 'Bob'], script: lines(['It rains.']), ...options })
}

const SHORT = { settings: { maxConsecutiveAgentMessages: 1 } }

test('[D5] DIR-7 several messages with less than 500 ms between them are one batch', () => {
  const talk = room(SHORT)
  for (const ms of [1_000, 1_499, 1_998, 2_497]) talk.at(ms, () => talk.post(`at ${ms}`))
  talk.run()
  expect(times(talk, 'turn-queued')).toEqual([2_997])
  expect(plans(talk)[0]?.reasons[0]).toEqual({ code: 'person-spoke', event: talk.log.events.at(7)?.id })
})

test('[D5] DIR-7 a message after the quiet time interrupts what it began', () => {
  const talk = room(SHORT)
  talk.at(1_000, () => talk.post('One')).at(1_501, () => talk.post('Two'))
  talk.run()
  expect(times(talk, 'turn-queued')).toEqual([1_500, 2_001])
  expect(outcomes(talk)).toEqual(['interrupted', 'spoke'])
})

test('[D2] DIR-8 a request is answered at once and begins a new run', () => {
  const talk = room({ settings: { maxConsecutiveAgentMessages: 2 } })
  talk.at(1_000, () => talk.request('start')).at(60_000, () => talk.request('continue'))
  talk.run()
  expect(times(talk, 'turn-queued')[0]).toBe(1_000)
  expect(plans(talk).map(({ cause }) => cause)).toEqual([
    'requested',
    'agent-spoke',
    'requested',
    'agent-spoke',
  ])
  expect(silences(talk)).toBe(2)
})

test('[D14] DIR-8 a retry in a silent room is good for one message', () => {
  const talk = room({ settings: { maxConsecutiveAgentMessages: 2 } })
  talk.at(1_000, () => talk.post('Hello')).at(60_000, () => talk.request('retry'))
  talk.run()
  expect(texts(talk)).toHaveLength(1 + 2 + 1)
  expect(plans(talk).map(({ wrapUp }) => wrapUp)).toEqual([false, true, true])
  expect(silences(talk)).toBe(2)
})

test('[D13] DIR-8 an agent cannot ask for turns', () => {
  const talk = room()
  talk.at(1_000, () => talk.act('turn-requested', { intent: 'continue' }, 'ann' as never))
  talk.run()
  expect(plans(talk)).toEqual([])
})

test('[D6] DIR-9 the pause after a streamed message begins at its end', () => {
  const chunks = ['a', 'b', 'c', 'd', 'e']
  const talk = room({
    script: () => ({ kind: 'streams', afterMs: 100, chunks, everyMs: 1_000 }),
    settings: { maxConsecutiveAgentMessages: 2 },
  })
  talk.at(1_000, () => talk.post('Hello'))
  talk.run()
  const [finished = 0] = times(talk, 'message-finished')
  expect(times(talk, 'turn-queued')[1]).toBe(finished + 2_000)
})

test('[D3] DIR-10 the first turn of a run has priority 100, later ones 50', () => {
  const talk = room({ settings: { maxConsecutiveAgentMessages: 3 } })
  talk.at(1_000, () => talk.post('Hello'))
  talk.run()
  expect(plans(talk).map(({ priority }) => priority)).toEqual([100, 50, 50])
})

test('[D12] DIR-15 a turn that a removal cut off is queued again for what it was about', () => {
  const talk = room({ agents: ['Ann', 'Bob', 'Cleo'], ...SHORT })
  talk.at(1_000, () => talk.post('Hello')).at(2_000, () => talk.remove('Cleo'))
  talk.run()
  expect(plans(talk).map(({ cause }) => cause)).toEqual(['person-spoke', 'person-spoke'])
})

test('[D1] DIR-6 INV-2 the next turn is queued when the last has ended', () => {
  const talk = room({ pace: 'instant' })
  talk.at(1_000, () => talk.post('Hello'))
  talk.run()
  const turns = talk.log.events
    .map(({ type }) => type)
    .filter((type) => type === 'turn-queued' || type === 'turn-ended')
  expect(turns).toEqual(Array.from({ length: 5 }, () => ['turn-queued', 'turn-ended']).flat())
})
