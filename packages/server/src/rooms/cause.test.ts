import { expect, test } from 'vitest'
import type { EventId, RoomEvent, RoomHead, TurnPlan } from '@parley/protocol'
import { readCause } from './cause.ts'

const head = {
  id: 'r',
  members: [
    { id: 'pat', kind: 'person' },
    { id: 'ann', kind: 'agent' },
    { id: 'bob', kind: 'agent' },
  ],
} as unknown as RoomHead

const planFor = (event?: string) =>
  ({ reasons: [{ code: 'agent-spoke', ...(event ? { event } : {}) }] }) as unknown as TurnPlan

/** Who is behind a turn that is about `event`, in a log of these events. */
function causeIn(log: Record<string, { by: string; type: string; data: object }>, event?: string) {
  const readEvent = async (_: string, id: EventId) => log[id] as unknown as RoomEvent | undefined
  return readCause({ readEvent } as never, head, planFor(event))
}

const said = (by: string, turn?: string) => ({
  by,
  type: 'message-posted',
  data: { text: '', ...(turn ? { turn } : {}) },
})
const queued = (event?: string) => ({ by: 'system', type: 'turn-queued', data: { plan: planFor(event) } })

test('[S5] the person who said it', async () => {
  expect(await causeIn({ m1: said('pat') }, 'm1')).toBe('pat')
})

test('[S5] the person at the beginning of a chain of agents', async () => {
  const log = {
    m1: said('pat'),
    't1-queued': queued('m1'),
    't1-message': said('ann', 't1'),
    't2-queued': queued('t1-message'),
    't2-message': said('bob', 't2'),
  }
  expect(await causeIn(log, 't2-message')).toBe('pat')
})

test.each([
  ['an outside agent began of its own accord', { m1: said('ann') }, 'm1'],
  ['the person has left', { m1: said('zoe') }, 'm1'],
  ['nothing was said', {}, undefined],
  ['the message is gone', {}, 'm1'],
  [
    'the chain ends with an outside agent',
    { m1: said('ann'), 't1-queued': queued('m1'), m2: said('bob', 't1') },
    'm2',
  ],
  ['the chain goes in a circle', { 't1-queued': queued('m1'), m1: said('ann', 't1') }, 'm1'],
])('[S5] nobody, where %s', async (_, log, event) => {
  expect(await causeIn(log, event)).toBeUndefined()
})
