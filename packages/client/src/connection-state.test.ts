import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoffMs, beginConnection, dueAt, statusOf, stepConnection } from './connection-state.ts'
import type { ConnectionEffect, ConnectionInput, ConnectionState } from './connection-state.ts'

type Phase = ConnectionState['phase']
type Expected = [Phase, ...ConnectionEffect[]]

const AT = 100_000

const STATES: Record<Phase, ConnectionState> = {
  opening: { phase: 'opening', since: AT - 10_000, backoff: 2, failed: false },
  online: { phase: 'online', since: AT - 60_000, heardAt: AT - 15_000, pingedAt: undefined, backoff: 2 },
  waiting: { phase: 'waiting', until: AT, backoff: 2, failed: false },
  refused: { phase: 'refused' },
  stopped: { phase: 'stopped' },
}

const INPUTS = {
  hello: { type: 'hello' },
  heard: { type: 'heard' },
  cut: { type: 'closed', code: 1006 },
  'going away': { type: 'closed', code: 1001 },
  unauthorized: { type: 'closed', code: 4401 },
  'other version': { type: 'closed', code: 4400 },
  resume: { type: 'closed', code: 4408 },
  fault: { type: 'fault' },
  due: { type: 'due' },
  wake: { type: 'wake' },
  doubt: { type: 'doubt' },
  refuse: { type: 'refuse' },
  stop: { type: 'stop' },
} as const satisfies Record<string, ConnectionInput>

/** A missing cell does not compile. */
const TABLE: Record<Phase, Record<keyof typeof INPUTS, Expected>> = {
  opening: {
    hello: ['online'],
    heard: ['opening'],
    cut: ['waiting', 'drop'],
    'going away': ['waiting', 'drop'],
    unauthorized: ['refused', 'drop'],
    'other version': ['refused', 'drop'],
    resume: ['waiting', 'drop'],
    fault: ['waiting', 'drop'],
    due: ['waiting', 'drop'],
    wake: ['opening'],
    doubt: ['opening'],
    refuse: ['refused', 'drop'],
    stop: ['stopped', 'drop'],
  },
  online: {
    hello: ['online'],
    heard: ['online'],
    cut: ['waiting', 'drop'],
    'going away': ['waiting', 'drop'],
    unauthorized: ['refused', 'drop'],
    'other version': ['refused', 'drop'],
    resume: ['waiting', 'drop'],
    fault: ['waiting', 'drop'],
    due: ['online', 'ping'],
    wake: ['online', 'ping'],
    doubt: ['online', 'ping'],
    refuse: ['refused', 'drop'],
    stop: ['stopped', 'drop'],
  },
  waiting: {
    hello: ['waiting'],
    heard: ['waiting'],
    cut: ['waiting'],
    'going away': ['waiting'],
    unauthorized: ['waiting'],
    'other version': ['waiting'],
    resume: ['waiting'],
    fault: ['waiting'],
    due: ['opening', 'open'],
    wake: ['opening', 'open'],
    doubt: ['waiting'],
    refuse: ['refused'],
    stop: ['stopped'],
  },
  refused: {
    hello: ['refused'],
    heard: ['refused'],
    cut: ['refused'],
    'going away': ['refused'],
    unauthorized: ['refused'],
    'other version': ['refused'],
    resume: ['refused'],
    fault: ['refused'],
    due: ['refused'],
    wake: ['refused'],
    doubt: ['refused'],
    refuse: ['refused'],
    stop: ['stopped'],
  },
  stopped: {
    hello: ['stopped'],
    heard: ['stopped'],
    cut: ['stopped'],
    'going away': ['stopped'],
    unauthorized: ['stopped'],
    'other version': ['stopped'],
    resume: ['stopped'],
    fault: ['stopped'],
    due: ['stopped'],
    wake: ['stopped'],
    doubt: ['stopped'],
    refuse: ['stopped'],
    stop: ['stopped'],
  },
}

describe('[C4, C7] the connection in every phase', () => {
  for (const phase of Object.keys(TABLE) as Phase[]) {
    for (const name of Object.keys(INPUTS) as (keyof typeof INPUTS)[]) {
      const [next, ...effects] = TABLE[phase][name]
      test(`${phase}, ${name}: ${[next, ...effects].join(', ')}`, () => {
        const step = stepConnection(STATES[phase], INPUTS[name], AT, 0.5)
        expect(step.state.phase).toBe(next)
        expect(step.effects).toEqual(effects)
      })
    }
  }
})

test('an early due changes nothing, in any phase', () => {
  for (const state of Object.values(STATES)) {
    expect(stepConnection(state, { type: 'due' }, AT - 5_000, 0)).toEqual({ state, effects: [] })
  }
})

test('[C7] idle for 15 s: a ping; no pong within 5 s: a new connection; a pong in time: all is well', () => {
  const online: ConnectionState = { phase: 'online', since: 0, heardAt: 0, pingedAt: undefined, backoff: 0 }
  expect(dueAt(online)).toBe(15_000)
  const pinged = stepConnection(online, { type: 'due' }, 15_000, 0)
  expect(pinged.effects).toEqual(['ping'])
  expect(dueAt(pinged.state)).toBe(20_000)
  expect(stepConnection(pinged.state, { type: 'due' }, 19_999, 0).effects).toEqual([])
  const lost = stepConnection(pinged.state, { type: 'due' }, 20_000, 0)
  expect(lost).toMatchObject({ state: { phase: 'waiting', until: 20_250 }, effects: ['drop'] })
  const answered = stepConnection(pinged.state, { type: 'heard' }, 16_000, 0)
  expect(dueAt(answered.state)).toBe(31_000)
})

test('a page that wakes up asks at once whether its connection is alive, unless it has just heard', () => {
  const online: ConnectionState = { phase: 'online', since: 0, heardAt: 0, pingedAt: undefined, backoff: 0 }
  expect(stepConnection(online, { type: 'wake' }, 999, 0).effects).toEqual([])
  expect(stepConnection(online, { type: 'wake' }, 1_000, 0).effects).toEqual(['ping'])
})

test('[C4] the wait is 0.25 s to 10 s, doubling its limit, and starts anew after a stable connection', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 20].map((backoff) => backoffMs(backoff, 0))).toEqual(Array(8).fill(250))
  expect([0, 1, 2, 3, 4, 5, 6, 20].map((backoff) => backoffMs(backoff, 1))).toEqual([
    500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000,
  ])
  const online = { phase: 'online', since: 0, heardAt: 0, pingedAt: undefined, backoff: 5 } as const
  expect(stepConnection(online, { type: 'closed', code: 1006 }, 9_999, 0).state).toMatchObject({ backoff: 6 })
  expect(stepConnection(online, { type: 'closed', code: 1006 }, 10_000, 0).state).toMatchObject({
    backoff: 1,
  })
})

test('the status is offline only when an attempt has failed', () => {
  let { state } = beginConnection(0)
  expect(statusOf(state)).toBe('connecting')
  state = stepConnection(state, { type: 'hello' }, 10, 0).state
  expect(statusOf(state)).toBe('online')
  state = stepConnection(state, { type: 'closed', code: 1006 }, 20, 0).state
  expect(statusOf(state)).toBe('connecting')
  state = stepConnection(state, { type: 'due' }, 1_000, 0).state
  expect(statusOf(state)).toBe('connecting')
  state = stepConnection(state, { type: 'closed', code: 1006 }, 1_010, 0).state
  expect(statusOf(state)).toBe('offline')
  state = stepConnection(state, { type: 'wake' }, 1_020, 0).state
  expect(statusOf(state)).toBe('offline')
  state = stepConnection(state, { type: 'hello' }, 1_030, 0).state
  expect(statusOf(state)).toBe('online')
})

test('whatever happens, there is at most one socket, and a living connection always has a due time', () => {
  const input = fc.constantFrom(...Object.values(INPUTS))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(input, fc.nat(20_000), fc.double({ min: 0, max: 0.999, noNaN: true }))),
      (steps) => {
        let at = 0
        let { state } = beginConnection(at)
        let sockets = 1
        for (const [next, passedMs, dice] of steps) {
          at += passedMs
          const step = stepConnection(state, next, at, dice)
          state = step.state
          for (const effect of step.effects) sockets += { open: 1, drop: -1, ping: 0 }[effect]
          expect(sockets).toBe(state.phase === 'opening' || state.phase === 'online' ? 1 : 0)
          expect(dueAt(state) === undefined).toBe(state.phase === 'refused' || state.phase === 'stopped')
        }
      },
    ),
  )
})
