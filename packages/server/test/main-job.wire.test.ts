import { LLMock } from '@copilotkit/aimock'
import type { RoomEvent } from '@parley/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { configureModels } from '../src/models/index.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

const ANY = { predicate: () => true }
const MODELS = { openai: 'openai:gpt-6-astra', anthropic: 'anthropic:claude-haiku-5-5' } as const

describe.each(['openai', 'anthropic'] as const)('the main job with %s on the wire', (provider) => {
  let mock: LLMock
  let parley: TestServer
  let calls: number

  beforeEach(async () => {
    mock = await LLMock.create({ port: 0 })
    calls = 0
    const models = await configureModels(
      {
        OLLAMA_HOST: '',
        OPENAI_API_KEY: 'sk-test',
        OPENAI_BASE_URL: `${mock.url}/v1`,
        ANTHROPIC_API_KEY: 'sk-test',
        ANTHROPIC_BASE_URL: `${mock.url}/v1`,
        PARLEY_MODEL: MODELS[provider],
      },
      {
        fetch: (url, init) => {
          calls += 1
          return fetch(url, init)
        },
      },
    )
    parley = await openServer({ models })
  })

  afterEach(async () => {
    await parley.server.close()
    await mock.stop()
    expect(parley.faults).toEqual([])
  })

  test('[D2 D9] a structured autopilot answer: five messages by different speakers, then the silenced line', async () => {
    // The stand-in plays whoever comes first among the eligible, as the task in its prompt names them.
    mock.on(ANY, (request) => {
      const speaker = speakersOf(JSON.stringify(request))[0] ?? ''
      return say({ speaker, message: `As ${speaker} I would boil less water.` })
    })
    const room = await parley.createRoom(['a_elon-musk', 'a_fidji-simo', 'a_sam-altman'])
    const watcher = await parley.watch(room)
    await parley.command(room, { type: 'post-message', text: 'Kettle or machine?' })
    await watcher.until((event) => event.type === 'room-silenced')
    const said = watcher.events.filter((event) => event.type === 'message-posted').slice(1)
    expect(said).toHaveLength(5)
    said.forEach((event, index) => expect(event.by).not.toBe(said[index - 1]?.by))
    expect(said.every((event) => event.data.usage?.model === MODELS[provider])).toBe(true)
    expect(calls).toBe(5)
  })

  test('[M4 C4] a streamed one-to-one answer arrives in pieces and folds into one', async () => {
    const answer = 'Leave out whatever you would not defend in an elevator. '.repeat(12)
    mock.on(ANY, { content: answer }, { chunkSize: 12, latency: 4 })
    const room = await parley.createRoom(['a_steve-jobs'])
    const watcher = await parley.watch(room)
    await parley.command(room, { type: 'post-message', text: 'What should I leave out?' })
    const finished = await watcher.until((event) => event.type === 'message-finished')
    const chunks = watcher.events.filter((event) => event.type === 'message-appended')
    expect(chunks.length).toBeGreaterThan(2)
    expect(chunks.map((event) => event.data.text).join('')).toBe(textOf(finished))
    expect(textOf(finished).trim()).toBe(answer.trim())
    expect((await parley.log(room)).some((event) => event.type === 'message-appended')).toBe(false)
  })

  test('[M8] 429, then success: nobody notices', async () => {
    mock.on({ ...ANY, sequenceIndex: 0 }, { error: { message: 'slow down' }, status: 429 })
    mock.on(ANY, { content: 'Here I am.' })
    const room = await parley.createRoom(['a_steve-jobs'])
    const watcher = await parley.watch(room)
    await parley.command(room, { type: 'post-message', text: 'Are you there?' })
    expect(textOf(await watcher.until((event) => event.type === 'message-finished'))).toBe('Here I am.')
    expect(calls).toBe(2)
  })

  test('[M8] 500 until a visible failure, which a retry mends', async () => {
    mock.on({ ...ANY, sequenceIndex: 0 }, { error: { message: 'boom' }, status: 500 })
    mock.on({ ...ANY, sequenceIndex: 1 }, { error: { message: 'boom' }, status: 500 })
    mock.on({ ...ANY, sequenceIndex: 2 }, { error: { message: 'boom' }, status: 500 })
    mock.on(ANY, { content: 'Better now.' })
    const room = await parley.createRoom(['a_steve-jobs'])
    const watcher = await parley.watch(room)
    await parley.command(room, { type: 'post-message', text: 'Are you there?' })
    const ended = await watcher.until((event) => event.type === 'turn-ended')
    expect(ended.data).toMatchObject({
      outcome: 'failed',
      failure: { code: 'provider-unavailable', retryable: true },
    })
    const line = (await parley.snapshot(room)).timeline.at(-1)
    expect(line).toMatchObject({ kind: 'line', line: { type: 'failed', member: 'a_steve-jobs' } })
    const turn = ended.type === 'turn-ended' ? ended.data.turn : undefined
    await parley.command(room, { type: 'request-turn', intent: 'retry', turn })
    expect(textOf(await watcher.until((event) => event.type === 'message-finished'))).toBe('Better now.')
  })

  test('[M8] a malformed tool answer is asked for again, at most twice, then is a visible failure', async () => {
    mock.on(ANY, say({ speaker: 'nobody-here', message: 12 }))
    const room = await parley.createRoom(['a_elon-musk', 'a_fidji-simo'])
    const watcher = await parley.watch(room)
    await parley.command(room, { type: 'post-message', text: 'Hello?' })
    const ended = await watcher.until((event) => event.type === 'turn-ended')
    expect(ended.data).toMatchObject({ outcome: 'failed', failure: { code: 'malformed-answer' } })
    expect(calls).toBe(3)
    expect(watcher.events.filter((event) => event.type === 'message-posted')).toHaveLength(1)
  })

  test('a deleted room still calling the model: not here, the call is cut and none follows', async () => {
    mock.on(ANY, { content: 'Too late. '.repeat(200) }, { chunkSize: 4, latency: 20 })
    const room = await parley.createRoom(['a_steve-jobs'])
    const watcher = await parley.watch(room)
    await parley.command(room, { type: 'post-message', text: 'Tell me everything.' })
    await watcher.until((event) => event.type === 'message-appended')
    await parley.command(room, { type: 'delete-room' })
    const ended = await watcher.until((event) => event.type === 'turn-ended')
    expect(ended.data).toMatchObject({ outcome: 'interrupted' })
    await expect(parley.command(room, { type: 'post-message', text: 'Still there?' })).rejects.toThrow(
      'room-deleted',
    )
    expect(calls).toBe(1)
  })

  test('reply lost on reload: not here, the reply goes on without any connection', async () => {
    mock.on(ANY, { content: 'I go on by myself. '.repeat(10) }, { chunkSize: 8, latency: 5 })
    const room = await parley.createRoom(['a_steve-jobs'])
    const first = await parley.watch(room)
    await parley.command(room, { type: 'post-message', text: 'Tell me.' })
    await first.until((event) => event.type === 'message-appended')
    first.close()
    const second = await parley.watch(room, first.events.at(-1)?.seq)
    const finished = await second.until((event) => event.type === 'message-finished')
    expect(textOf(finished).trim()).toBe('I go on by myself. '.repeat(10).trim())
    expect(calls).toBe(1)
  })
})

function say(input: { speaker: string; message: unknown }) {
  return { toolCalls: [{ name: 'say', arguments: JSON.stringify(input) }] }
}

/** The keys among which the prompt lets the model choose. */
function speakersOf(prompt: string): string[] {
  const list = [...prompt.matchAll(/\\*"speakers\\*":\s*\[([^\]]*)\]/g)].at(-1)?.[1] ?? ''
  return [...list.matchAll(/[a-z0-9-]+/g)].map(([key]) => key)
}

function textOf(event: RoomEvent): string {
  return 'text' in event.data ? event.data.text : ''
}
