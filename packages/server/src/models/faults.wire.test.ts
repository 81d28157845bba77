import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FAMILIES, helloRoom, recordedDelay, SECRET, standIns } from '../../test/stand-ins.ts'
import { composeAutopilot, ModelFailure, streamReply } from './index.ts'
import { SILENCE_MS } from './deadline.ts'

/** One fault as a provider shows it, and what becomes of it when it never ends. */
type Fault = {
  name: string
  /** What the stand-in answers with. */
  answer?: object
  options?: object
  /** Answers in place of the stand-in. */
  instead?: () => Promise<Response>
  code: string
  /** Calls until it is given up, and the pauses between them. */
  calls: number
  waits?: number[]
  /** What was heard of the words before. */
  heard?: RegExp
}

const status = (code: number, retryAfter?: number, message = `no ${SECRET}`) => ({
  error: { message, type: 'fault' },
  status: code,
  ...(retryAfter === undefined ? {} : { retryAfter }),
})
const WORDS = 'Good day, Robin! I counted eleven roses before breakfast, and then I counted them again.'
const FILTERED = [
  '{"type":"response.created","response":{"id":"r","created_at":1,"model":"m"}}',
  '{"type":"response.incomplete","response":{"incomplete_details":{"reason":"content_filter"},"usage":{"input_tokens":1,"output_tokens":0}}}',
]
const SHORT = [500, 2_000]
const LONG = [2_000, 6_000]

const FAULTS: Fault[] = [
  { name: '401', answer: status(401), code: 'provider-unauthorized', calls: 1 },
  { name: '402', answer: status(402), code: 'provider-refused', calls: 1 },
  { name: '403', answer: status(403), code: 'provider-unauthorized', calls: 1 },
  { name: '404 of the model', answer: status(404), code: 'model-not-found', calls: 1 },
  { name: '408', answer: status(408), code: 'provider-timeout', calls: 3, waits: SHORT },
  { name: '413', answer: status(413), code: 'provider-refused', calls: 1 },
  {
    name: '429 without Retry-After',
    instead: () => Promise.resolve(Response.json({ error: { message: 'slow down' } }, { status: 429 })),
    code: 'provider-rate-limited',
    calls: 3,
    waits: LONG,
  },
  {
    name: '429 with Retry-After',
    answer: status(429, 3),
    code: 'provider-rate-limited',
    calls: 3,
    waits: [3_000, 3_000],
  },
  { name: '429 with a long Retry-After', answer: status(429, 600), code: 'provider-rate-limited', calls: 1 },
  { name: '500', answer: status(500), code: 'provider-unavailable', calls: 3, waits: SHORT },
  { name: '529', answer: status(529), code: 'provider-unavailable', calls: 3, waits: SHORT },
  {
    name: 'connection refused',
    instead: () => fetch('http://127.0.0.1:1/'),
    code: 'provider-unavailable',
    calls: 3,
    waits: SHORT,
  },
  {
    name: 'malformed JSON',
    instead: () =>
      Promise.resolve(new Response('data: {"oh', { headers: { 'content-type': 'text/event-stream' } })),
    code: 'provider-unavailable',
    calls: 3,
    waits: SHORT,
  },
  {
    name: 'a stream without an end',
    instead: () => events(),
    code: 'provider-unavailable',
    calls: 3,
    waits: SHORT,
  },
  { name: 'an empty answer', answer: { content: ' ' }, code: 'malformed-answer', calls: 3 },
  {
    name: 'a cut in mid-stream',
    answer: { content: WORDS },
    options: { chunkSize: 8, truncateAfterChunks: 8, latency: 2 },
    code: 'provider-unavailable',
    calls: 1,
    heard: /^Good day/,
  },
]

function events(...data: string[]): Promise<Response> {
  const body = data.map((event) => `data: ${event}\n\n`).join('')
  return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
}

let wire: Awaited<ReturnType<typeof standIns>>
let instead: (() => Promise<Response>) | undefined
beforeEach(async () => {
  instead = undefined
  wire = await standIns((url) =>
    url.includes('/models?') || url.endsWith('/models') ? undefined : instead?.(),
  )
})
afterEach(async () => {
  vi.useRealTimers()
  await wire.stop()
})

const ANY = { predicate: () => true }
const { one, autopilot } = helloRoom()

describe.each(FAMILIES)('[M8] faults of %s', (provider) => {
  async function listen(delay = recordedDelay().delay) {
    let text = ''
    try {
      for await (const part of streamReply({ model: wire.model(provider), context: one, delay })) {
        if (part.type === 'text') text += part.text
      }
      return { text }
    } catch (error) {
      return { text, failure: error instanceof ModelFailure ? error.failure : error }
    }
  }

  test.for(FAULTS)('$name: tried $calls times, then a plain sentence', async (fault) => {
    const { answer = { content: WORDS }, options = {}, code, calls, waits = [], heard = /^$/ } = fault
    instead = fault.instead
    wire.mock.on(ANY, answer as never, options)
    const { delay, waits: waited } = recordedDelay()
    const { text, failure } = await listen(delay)
    expect(failure).toMatchObject({ code })
    const { message } = failure as { message: string }
    expect(message).toMatch(/^Ada could not answer: [^{}<>]+\.$/)
    expect(message).not.toContain(SECRET)
    expect(wire.bodies).toHaveLength(calls)
    expect(waited).toEqual(waits)
    expect(text).toMatch(heard)
  })

  test('a content filter is not tried again', async () => {
    // The stand-in knows this of all but OpenAI's responses.
    if (provider === 'openai') instead = () => events(...FILTERED)
    const finishReason = provider === 'anthropic' ? 'refusal' : 'content_filter'
    wire.mock.on(ANY, { content: 'I', finishReason })
    expect(await listen()).toMatchObject({ failure: { code: 'provider-refused', retryable: true } })
    expect(wire.bodies).toHaveLength(1)
  })

  test('60 seconds of silence end a call', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    instead = () => new Promise<Response>(() => undefined)
    const heard = listen()
    while (wire.bodies.length === 0) await vi.advanceTimersByTimeAsync(0)
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1)
    let over = false
    void heard.then(() => (over = true))
    await vi.advanceTimersByTimeAsync(0)
    expect(over).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await heard).toMatchObject({ text: '', failure: { code: 'provider-timeout' } })
  })

  test('a model that is not known is looked for in the provider’s list, anew, before it is given up', async () => {
    wire.mock.on(ANY, status(404) as never)
    const { model } = await nameOf(provider)
    await listen()
    expect(wire.lists).toHaveLength(1)
    expect(await wire.models.list(provider)).not.toContain(model)
  })

  test('a tool call written as JSON into the words is taken for what it is', async () => {
    const answer = JSON.stringify({ name: 'say', arguments: { speaker: 'ada', message: 'Nine roses.' } })
    wire.mock.on(ANY, { content: answer })
    const { delay } = recordedDelay()
    const composed = await composeAutopilot({ model: wire.model(provider), context: autopilot, delay })
    expect(composed).toMatchObject({ speaker: 'a_ada', text: 'Nine roses.' })
    expect(wire.bodies).toHaveLength(1)
  })
})

async function nameOf(provider: (typeof FAMILIES)[number]) {
  const { id } = wire.model(provider)
  return { model: id.slice(id.indexOf(':') + 1) }
}
