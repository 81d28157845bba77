import type { Pace } from '@parley/protocol'
import { expect, test } from 'vitest'
import { eventsOf, plans, times } from '../test/looking.ts'
import { lines } from '../test/script.ts'
import { inSituation } from '../test/situations.ts'
import { START, VirtualRoom } from '../test/virtual-room.ts'
import type { VirtualRoomOptions } from '../test/virtual-room.ts'
import { TIMING } from './index.ts'

function played(options: Partial<VirtualRoomOptions>): VirtualRoom {
  const room = new VirtualRoom({ agents: ['Ann', 'Bob', 'Cleo'], script: lines(['It rains.']), ...options })
  room.at(0, () => room.post('Hello'))
  return room.run()
}

const SEEDS = Array.from({ length: 200 }, (_, index) => `seed ${index}`)

test('[D6] DIR-17 somebody types 4 to 6 s after a person, 7 to 9 s otherwise, and spread over all of it', () => {
  const waits = [100, 50].map((priority) =>
    SEEDS.map((seed) => {
      const state = inSituation('queued', { priority }).now
      const [turn] = state.head.turns
      if (turn === undefined) throw new Error('no turn')
      const seeded = { ...state, head: { ...state.head, seed } }
      return TIMING.human.wait(seeded, { plan: turn.plan, now: START }).typingMs
    }),
  )
  for (const [index, from] of [4_000, 7_000].entries()) {
    expect(Math.min(...(waits[index] ?? []))).toBeGreaterThanOrEqual(from)
    expect(Math.min(...(waits[index] ?? []))).toBeLessThan(from + 100)
    expect(Math.max(...(waits[index] ?? []))).toBeLessThan(from + 2_000)
    expect(Math.max(...(waits[index] ?? []))).toBeGreaterThan(from + 1_900)
  }
})

test('[D6] DIR-17 the typing bubble stays that long once the words are there', () => {
  const room = played({ settings: { maxConsecutiveAgentMessages: 2 } })
  const typing = eventsOf(room, 'turn-advanced').filter(({ data }) => data.phase === 'typing')
  const messages = times(room, 'message-posted').slice(1)
  const waits = typing.map(({ at, data }, index) => {
    expect((data.until ?? 0) - at).toBe((messages[index] ?? 0) - (at - room.log.events[0]!.at))
    return (data.until ?? 0) - at
  })
  expect(waits[0]).toBeGreaterThanOrEqual(4_000)
  expect(waits[0]).toBeLessThan(6_000)
  expect(waits[1]).toBeGreaterThanOrEqual(7_000)
  expect(waits[1]).toBeLessThan(9_000)
})

test.for([100, 3_000, 20_000])('[D6] DIR-18 %i ms of thinking are taken off the typing', (afterMs) => {
  const room = played({ agents: ['Ann'], script: lines(['It rains.'], afterMs) })
  const [queued = 0] = times(room, 'turn-queued')
  const wait = (times(room, 'message-posted')[1] ?? 0) - queued
  expect(wait).toBeGreaterThanOrEqual(Math.max(4_000, afterMs))
  expect(wait).toBeLessThan(Math.max(6_000, afterMs + 1))
})

test('[D8] DIR-19 a quarter of the turns may react, to the last message', () => {
  const all = SEEDS.flatMap((seed) => plans(played({ seed, pace: 'instant' })))
  const reacting = all.filter(({ reactTo }) => reactTo !== undefined)
  expect(all).toHaveLength(1_000)
  expect(reacting.length).toBeGreaterThan(200)
  expect(reacting.length).toBeLessThan(300)
})

test('[D8] DIR-19 the reaction comes at once, typing 3 s later, then the message', () => {
  const script = () => ({ kind: 'answers', afterMs: 400, text: 'It rains.', reaction: 'heart' }) as const
  const rooms = SEEDS.slice(0, 20).map((seed) =>
    played({ seed, script, settings: { maxConsecutiveAgentMessages: 3 } }),
  )
  const reactions = rooms.flatMap((room) =>
    eventsOf(room, 'reaction-added').map((event) => ({ event, room })),
  )
  expect(reactions.length).toBeGreaterThan(5)
  for (const { event, room } of reactions) {
    const mine = eventsOf(room, 'turn-advanced').filter(({ data }) => data.turn === event.data.turn)
    const [deciding, reacting, typing] = mine
    expect(mine.map(({ data }) => data.phase)).toEqual(['deciding', 'reacting', 'typing', 'speaking'])
    expect(event.at).toBe((deciding?.at ?? 0) + 400)
    expect([reacting?.at, typing?.at]).toEqual([event.at, event.at + 3_000])
    const plan = plans(room).find(({ id }) => id === event.data.turn)
    const target = room.log.events.find(({ id }) => id === event.data.message)
    expect(event.data.message).toBe(plan?.reactTo)
    expect(target?.by).not.toBe(event.by)
  }
  // Everybody wanted to react in every turn: those that were not asked did not.
  const asked = rooms.flatMap(plans).filter(({ reactTo }) => reactTo !== undefined)
  expect(reactions).toHaveLength(asked.length)
})

test('[D6] DIR-20 in pace instant only the batch takes time', () => {
  const inRoom = played({ script: lines(['It rains.'], 0), settings: { pace: 'instant' } })
  const inAll = played({ script: lines(['It rains.'], 0), pace: 'instant' })
  for (const room of [inRoom, inAll]) {
    expect(times(room, 'message-posted')).toEqual([0, 500, 500, 500, 500, 500])
    expect(times(room, 'room-silenced')).toEqual([500])
  }
})

test('[D6] DIR-20 the pace of the installation holds over that of the room', () => {
  const room = played({ settings: { pace: 'instant', maxConsecutiveAgentMessages: 1 }, pace: 'human' })
  expect(times(room, 'message-posted')[1]).toBeGreaterThan(4_000)
})

test('[D6] DIR-46 at a natural pace an agent reads and thinks unseen, then types, longer for longer words', () => {
  const waits = (text: string, pace: Pace) =>
    SEEDS.map((seed) => {
      const room = played({ seed, agents: ['Ann', 'Bob'], script: lines([text]), settings: { pace } })
      const said = times(room, 'message-posted')
      const typing = eventsOf(room, 'turn-advanced').find(({ data }) => data.phase === 'typing')
      return { before: (typing?.at ?? 0) - START, typing: (said[1] ?? 0) - ((typing?.at ?? 0) - START) }
    })
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length / 2] ?? 0
  const short = waits('It rains.', 'natural')
  const long = waits('It rains and rains. '.repeat(10), 'natural')
  const slow = waits('It rains.', 'slow')
  expect(median(short.map(({ before }) => before))).toBeGreaterThan(2_000)
  expect(median(long.map(({ typing }) => typing))).toBeGreaterThan(
    3 * median(short.map(({ typing }) => typing)),
  )
  expect(median(slow.map(({ before }) => before))).toBeGreaterThan(median(short.map(({ before }) => before)))
})

test('[D6] DIR-46 the time that the model took is taken off', () => {
  const totals = [10, 60_000].map((afterMs) =>
    SEEDS.slice(0, 50).map((seed) => {
      const room = played({
        seed,
        agents: ['Ann', 'Bob'],
        script: lines(['It rains.'], afterMs),
        settings: { pace: 'natural' },
      })
      return times(room, 'message-posted')[1] ?? 0
    }),
  )
  expect(Math.min(...(totals[1] ?? []))).toBeLessThan(60_000 + 1_000)
  expect(Math.max(...(totals[0] ?? []))).toBeGreaterThan(5_000)
})

test('[D6 D11] DIR-46 who is asked by a button speaks within 6 s, times the factor of the pace', () => {
  for (const [pace, longestMs] of [
    ['slow', 9_600],
    ['natural', 6_000],
    ['fast', 3_600],
  ] as const) {
    const waits = SEEDS.map((seed) => {
      const room = new VirtualRoom({
        seed,
        agents: ['Ann', 'Bob'],
        script: lines(['It rains and rains. '.repeat(20)], 10),
        settings: { pace, replyMode: 'manual' },
      })
      room.at(0, () => room.post('Hello'))
      room.at(1_000, () => room.ask('Bob'))
      return (times(room.run(), 'message-posted')[1] ?? Infinity) - 1_000
    })
    expect(Math.max(...waits)).toBeLessThanOrEqual(longestMs + 10)
    expect(Math.min(...waits)).toBeLessThan(longestMs - 10)
  }
})
