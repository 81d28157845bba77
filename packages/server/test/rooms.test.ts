import { LLMock } from '@copilotkit/aimock'
import { afterEach, expect, test } from 'vitest'
import { configureModels } from '../src/models/index.ts'
import { ROOM_TTL_MS } from '../src/rooms/rooms.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

let parley: TestServer
let mock: LLMock | undefined

afterEach(async () => {
  await parley.server.close()
  await mock?.stop()
  mock = undefined
  expect(parley.faults).toEqual([])
})

/** A server whose one model answers slowly, and the bodies that it was sent. */
async function openSlowServer(): Promise<string[]> {
  const slow = await LLMock.create({ port: 0 })
  mock = slow
  const bodies: string[] = []
  slow.on(
    { predicate: () => true },
    (request) => {
      const prompt = JSON.stringify(request)
      const last = [...prompt.matchAll(/question (\d)/g)].at(-1)?.[1]
      return { content: `Answer to question ${last}. `.repeat(8) }
    },
    { chunkSize: 16, latency: 15 },
  )
  const env = { OLLAMA_HOST: '', PARLEY_MODEL_BASE_URL: `${slow.url}/v1`, PARLEY_MODEL: 'custom:slow' }
  const models = await configureModels(env, {
    fetch: (url, init) => {
      bodies.push(String(init?.body))
      return fetch(url, init)
    },
  })
  parley = await openServer({ models })
  return bodies
}

test('[D4] stale reply after a second interruption: only the last question is answered', async () => {
  await openSlowServer()
  const room = await parley.createRoom(['a_steve-jobs'])
  const watcher = await parley.watch(room)
  await parley.command(room, { type: 'post-message', text: 'question 1' })
  await watcher.until((event) => event.type === 'turn-advanced' && event.data.phase === 'thinking')
  await parley.command(room, { type: 'post-message', text: 'question 2' })
  await watcher.until(
    (event) => event.type === 'turn-advanced' && event.data.phase === 'thinking' && event.data.turn === 't2',
  )
  await parley.command(room, { type: 'post-message', text: 'question 3' })
  await watcher.until((event) => event.type === 'message-finished' && event.data.status === 'complete')
  const outcomes = watcher.events.flatMap((event) =>
    event.type === 'turn-ended' ? [event.data.outcome] : [],
  )
  expect(outcomes.slice(0, 2)).toEqual(['interrupted', 'interrupted'])
  const { timeline } = await parley.snapshot(room)
  const answers = timeline.flatMap((item) =>
    item.kind === 'message' && item.by === 'a_steve-jobs' ? [item] : [],
  )
  const complete = answers.filter((answer) => answer.status === 'complete')
  expect(complete).toHaveLength(1)
  expect(complete[0]?.text).toMatch(/^Answer to question 3/)
  for (const cut of answers.filter((answer) => answer.status !== 'complete')) {
    expect(cut.status, 'what was visible stays, marked').toBe('interrupted')
  }
})

test('[D7] typing bubble cleared by a cancelled task: the bubble of the next turn stays', async () => {
  await openSlowServer()
  const room = await parley.createRoom(['a_steve-jobs'])
  const watcher = await parley.watch(room)
  await parley.command(room, { type: 'post-message', text: 'question 1' })
  await watcher.until((event) => event.type === 'turn-advanced' && event.data.phase === 'thinking')
  await parley.command(room, { type: 'post-message', text: 'question 2' })
  await watcher.until((event) => event.type === 'turn-advanced' && event.data.turn === 't2')
  const { head } = await parley.snapshot(room)
  expect(head.turns.map(({ plan, speaker }) => [plan.id, speaker])).toEqual([['t2', 'a_steve-jobs']])
})

test('[R6] many rooms run at once and none waits for another', async () => {
  parley = await openServer()
  const rooms = await Promise.all(
    Array.from({ length: 12 }, () => parley.createRoom(['a_elon-musk', 'a_ada-lovelace', 'a_socrates'])),
  )
  const watchers = await Promise.all(rooms.map((room) => parley.watch(room)))
  await Promise.all(rooms.map((room) => parley.command(room, { type: 'post-message', text: 'Hello all' })))
  await Promise.all(watchers.map((watcher) => watcher.until((event) => event.type === 'room-silenced')))
  for (const watcher of watchers) {
    expect(watcher.events.filter((event) => event.type === 'message-posted')).toHaveLength(6)
  }
})

test('[R6] an idle room leaves memory and comes back unchanged', async () => {
  let laterMs = 0
  parley = await openServer({ now: () => Date.now() + laterMs })
  const room = await parley.createRoom(['a_elon-musk', 'a_socrates'])
  const watcher = await parley.watch(room)
  await parley.command(room, { type: 'post-message', text: 'Hello' })
  await watcher.until((event) => event.type === 'room-silenced')
  const before = await parley.snapshot(room)
  const { rooms } = parley.server
  await rooms.sweep()
  expect(rooms.has(before.head.id), 'not yet').toBe(true)
  laterMs = ROOM_TTL_MS + 1_000
  await rooms.sweep()
  expect(rooms.has(before.head.id)).toBe(false)
  expect(await parley.snapshot(room)).toEqual(before)
  await parley.command(room, { type: 'post-message', text: 'Back again' })
  await watcher.until((event) => event.type === 'message-posted' && event.seq > before.head.seq + 1)
  expect(rooms.has(before.head.id)).toBe(true)
})

test('[R3] a removed agent stops at once and the others go on', async () => {
  parley = await openServer()
  const room = await parley.createRoom(['a_elon-musk', 'a_socrates', 'a_ada-lovelace'])
  const watcher = await parley.watch(room)
  await parley.command(room, { type: 'post-message', text: 'Elon, a word?' })
  await parley.command(room, { type: 'remove-member', member: 'a_elon-musk' as never })
  await watcher.until((event) => event.type === 'room-silenced')
  expect(watcher.events.filter((event) => event.by === 'a_elon-musk')).toEqual([])
  const lines = (await parley.snapshot(room)).timeline.flatMap((item) =>
    item.kind === 'line' ? [item.line.type] : [],
  )
  expect(lines).toEqual(['member-removed', 'silenced'])
})

test('[D2] a silent room goes on when a person asks, without a message', async () => {
  parley = await openServer()
  const room = await parley.createRoom(['a_elon-musk', 'a_socrates'])
  const watcher = await parley.watch(room)
  await parley.command(room, { type: 'request-turn', intent: 'start' })
  await watcher.until((event) => event.type === 'room-silenced')
  expect(watcher.events.filter((event) => event.type === 'message-posted')).toHaveLength(5)
})
