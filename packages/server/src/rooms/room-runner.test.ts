import { SYSTEM } from '@parley/protocol'
import type { EventId, MemberId, NewEvent, RoomEvent, RoomId, Seq, TurnId, TurnPlan } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import { Log } from '../log/log.ts'
import { ModelFailure } from '../models/index.ts'
import { openMemoryStore } from '../store/memory/open-memory-store.ts'
import type { AppendRequest, Store } from '../store/store.ts'
import type { ModelCalls } from './model-calls.ts'
import { Rooms } from './rooms.ts'
import { readFold, writeFold } from './saved-fold.ts'

const ROOM = 'room' as RoomId
const ANN = 'ann' as MemberId
const BOT = 'bot' as MemberId
const USAGE = { model: 'scripted', inputTokens: 1, outputTokens: 1, cachedTokens: 0 }

/** Timers ring as soon as nothing else happens; the engine takes the time that they rang for. */
const hasty: Clock = {
  now: () => 1_000,
  after: (_ms, run) => {
    const timer = setImmediate(run)
    return () => clearImmediate(timer)
  },
  soon: (run) => void setImmediate(run),
}

/** A store before whose append of some event something else comes in between, once. */
function interposing(id: string, between: () => Promise<unknown>): Store {
  const store = openMemoryStore()
  let isDone = false
  return {
    ...store,
    append: async (given) => {
      if (given.events[0].id === id && !isDone) {
        isDone = true
        await between()
      }
      return store.append(given)
    },
  }
}

/** An ambient room of Ann, Kim and Bot in which Ann asks Bot something; `then` comes before the event `id`. */
async function live(calls: ModelCalls, id: string, then: (log: Log) => Promise<unknown>) {
  const store = interposing(id, () => then(log))
  const log: Log = new Log(store)
  const events: RoomEvent[] = []
  const faults: string[] = []
  const rooms = new Rooms({ store, log, calls, clock: hasty, report: (fault) => faults.push(fault) })
  const ended = new Promise<void>((resolve) => {
    log.listen((_room, batch) => {
      events.push(...batch)
      if (batch.some(({ type }) => type === 'turn-ended')) resolve()
    })
  })
  await log.append(created())
  await log.append(posted('m1', 'Bot, are you there?'))
  await ended
  await rooms.close()
  expect(faults).toEqual([])
  return events
}

function created(): AppendRequest {
  const settings = {
    title: '',
    replyMode: 'ambient',
    pace: 'instant',
    instructions: '',
    maxConsecutiveAgentMessages: 5,
    seed: 'seed',
  } as const
  const members = [
    { id: ANN, kind: 'person', name: 'Ann', role: 'owner' },
    { id: 'kim' as MemberId, kind: 'person', name: 'Kim', role: 'member' },
    { id: BOT, kind: 'agent', name: 'Bot', role: 'member' },
  ] as const
  return request(
    { id: 'created' as EventId, by: ANN, type: 'room-created', data: settings },
    ...members.map((member): NewEvent => {
      return { id: `with-${member.id}` as EventId, by: ANN, type: 'member-added', data: { member } }
    }),
  )
}

function posted(id: string, text: string): AppendRequest {
  return request({ id: id as EventId, by: ANN, type: 'message-posted', data: { text } })
}

function request(...events: [NewEvent, ...NewEvent[]]): AppendRequest {
  return { room: ROOM, events, at: 1_000, fingerprint: events[0].id }
}

/** A turn in which Bot broke off, of which only the end is missing. */
function failedReply(): AppendRequest {
  const plan = {
    id: 't1' as TurnId,
    cause: 'person-spoke',
    priority: 100,
    interruption: 1,
    candidates: [BOT],
    mustAnswer: BOT,
    wrapUp: false,
    notBefore: 1_000,
    attempt: 0,
    reasons: [],
  } as const
  const [turn, message] = [plan.id, 't1-message' as EventId]
  const facts = [
    { type: 'turn-queued', by: SYSTEM, data: { plan } },
    { type: 'turn-advanced', by: SYSTEM, data: { turn, phase: 'thinking', speaker: BOT } },
    { type: 'turn-advanced', by: SYSTEM, data: { turn, phase: 'speaking' } },
    { type: 'message-started', by: BOT, id: message, data: { turn } },
    { type: 'message-finished', by: BOT, data: { message, text: '', status: 'failed', turn } },
  ]
  const [first, ...rest] = facts.map((one, index) => ({ id: `fact-${index}`, ...one }) as NewEvent)
  return request(first as NewEvent, ...rest)
}

const unasked = () => Promise.reject(new Error('nobody is to be asked'))
const FAILURE = { code: 'provider-unavailable', message: 'It broke off.', retryable: true } as const

test('[D4 M8] a person who speaks just as a visible reply fails does not leave its turn hanging', async () => {
  async function* words() {
    yield { type: 'text', text: 'I am ' } as const
    throw new ModelFailure(FAILURE)
  }
  const events = await live({ decide: unasked, words }, 't1-ended', (log) => log.append(posted('m2', 'Kim?')))
  const ended = events.find(({ type }) => type === 'turn-ended')
  expect(ended?.data).toMatchObject({ turn: 't1', outcome: 'failed', failure: FAILURE })
  expect(events.findIndex(({ id }) => id === 'm2')).toBeLessThan(events.indexOf(ended as RoomEvent))
})

test('[D4 D15] a person who speaks just as a restart ends a failed reply does not leave its turn hanging', async () => {
  const store = interposing('t1-ended', () => log.append(posted('m2', 'Kim?')))
  const log: Log = new Log(store)
  for (const one of [created(), posted('m1', 'Bot, are you there?'), failedReply()]) await log.append(one)
  const ended = new Promise<RoomEvent>((resolve) => {
    log.listen((_room, batch) => batch.filter(({ type }) => type === 'turn-ended').forEach(resolve))
  })
  const calls = { decide: unasked, words: unasked as never }
  const rooms = new Rooms({ store, log, calls, clock: hasty, report: (fault) => expect(fault).toBe('none') })
  await store.settle(ROOM, (await store.readHead(ROOM))?.seq as Seq, 0)
  await rooms.resume()
  expect((await ended).data).toMatchObject({
    turn: 't1',
    outcome: 'failed',
    failure: { code: 'server-restarted' },
  })
  await rooms.close()
})

test('[D4] words that a person came before are not told a second time', async () => {
  const plans: TurnPlan[] = []
  async function* words(_room: RoomId, plan: TurnPlan) {
    plans.push(plan)
    yield { type: 'text', text: `answer to ${plan.id}` } as const
    yield { type: 'end', usage: USAGE, finishReason: 'stop' } as const
  }
  const events = await live({ decide: unasked, words }, 't1-typing', (log) =>
    log.append(posted('m2', 'Bot, I mean now?')),
  )
  expect(events.find(({ type }) => type === 'turn-ended')?.data).toMatchObject({ outcome: 'interrupted' })
  expect(events.some(({ id }) => id === 't1-message')).toBe(false)
})

test('[D15] a saved fold is read again, and one of another version is not', () => {
  const state = { head: { seq: 7 } } as never
  expect(readFold(writeFold(state))).toEqual(state)
  expect(readFold(JSON.stringify({ version: 0, state }))).toBeUndefined()
  expect(readFold(JSON.stringify(state)), 'as it was written before versions').toBeUndefined()
})
