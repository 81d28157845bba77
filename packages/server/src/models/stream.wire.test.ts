import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { streamReply, type ReplyPart, type StreamRequest } from './index.ts'
import { helloRoom, PROVIDERS, recordedDelay, standIns, USAGE } from '../../test/stand-ins.ts'

let wire: Awaited<ReturnType<typeof standIns>>
beforeEach(async () => {
  wire = await standIns()
})
afterEach(() => wire.stop())

const { one } = helloRoom()
const ANY = { predicate: () => true }
const ANSWER = 'Ada: Good day, Robin! I counted eleven roses before breakfast.'

/** Everything that came before the end, or before the error. */
async function listen(
  request: StreamRequest,
): Promise<{ parts: ReplyPart[]; text: string; error?: unknown }> {
  const parts: ReplyPart[] = []
  let error: unknown
  try {
    for await (const part of streamReply(request)) parts.push(part)
  } catch (reason) {
    error = reason
  }
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
  return { parts, text, ...(error === undefined ? {} : { error }) }
}

describe.each(PROVIDERS)('[M4] a streamed one-to-one answer over the wire of %s', (provider) => {
  test('comes in pieces, without the copied name, and ends with usage', async () => {
    wire.mock.on(ANY, { content: ANSWER, ...USAGE }, { chunkSize: 8 })
    const { parts, text } = await listen({ model: wire.model(provider), context: one })
    expect(text).toBe('Good day, Robin! I counted eleven roses before breakfast.')
    expect(parts.filter(({ type }) => type === 'text').length).toBeGreaterThan(3)
    const usage = { model: wire.model(provider).id, inputTokens: 120, outputTokens: 12 }
    expect(parts.at(-1)).toMatchObject({ type: 'end', finishReason: 'stop', usage })
  })

  test.each([1, 3, 8, 500])(
    '[M5] in pieces of %i is cut where it goes on as another member',
    async (chunkSize) => {
      const content = `${ANSWER}\n\nGus (the "editor" (laughs): Cut that by half.\nAda: Never.`
      wire.mock.on(ANY, { content, ...USAGE }, { chunkSize })
      const { parts, text } = await listen({ model: wire.model(provider), context: one })
      expect(text).toBe('Good day, Robin! I counted eleven roses before breakfast.')
      expect(parts.at(-1)).toMatchObject({ type: 'end', finishReason: 'cut', cutFor: 'a_gus' })
    },
  )

  test('[M5] is asked for again, with a word on what was wrong, when nothing of it is its own', async () => {
    wire.mock.on({ ...ANY, sequenceIndex: 0 }, { content: 'Robin: And now I am Robin.' }, { chunkSize: 4 })
    wire.mock.on(ANY, { content: ANSWER })
    const { parts, text } = await listen({ model: wire.model(provider), context: one })
    expect(text).toMatch(/^Good day/)
    expect(parts.at(-1)).not.toHaveProperty('cutFor')
    expect(wire.bodies).toHaveLength(2)
    expect(wire.bodies[0]).not.toContain('somebody else: only')
    expect(wire.bodies[1]).toContain('somebody else: only')
  })

  test('[M8] 429, then success', async () => {
    wire.mock.on({ ...ANY, sequenceIndex: 0 }, { error: { message: 'slow' }, status: 429, retryAfter: 3 })
    wire.mock.on(ANY, { content: ANSWER })
    const { delay, waits } = recordedDelay()
    const { text, error } = await listen({ model: wire.model(provider), context: one, delay })
    expect(error).toBeUndefined()
    expect(text).toMatch(/eleven roses/)
    expect(waits).toEqual([3_000])
  })

  test('[M8] 500 until the visible failure, which names the agent', async () => {
    wire.mock.on(ANY, { error: { message: 'boom' }, status: 500 })
    const { delay } = recordedDelay()
    const { text, error } = await listen({ model: wire.model(provider), context: one, delay })
    expect(text).toBe('')
    expect(error).toMatchObject({ failure: { code: 'provider-unavailable', retryable: true } })
    expect((error as Error).message).toMatch(/^Ada could not answer: /)
    expect(wire.bodies).toHaveLength(3)
  })

  test('[M8] a stream that is cut keeps what was said and is not tried again', async () => {
    wire.mock.on(ANY, { content: ANSWER.repeat(4) }, { chunkSize: 8, truncateAfterChunks: 8, latency: 2 })
    const { delay, waits } = recordedDelay()
    const { text, error } = await listen({ model: wire.model(provider), context: one, delay })
    expect(text).toMatch(/^Good day/)
    expect(error).toMatchObject({ failure: { code: 'provider-unavailable' } })
    expect(waits).toEqual([])
    expect(wire.bodies).toHaveLength(1)
  })

  test('[M8] an empty answer is asked for again, then it is a visible failure', async () => {
    wire.mock.on(ANY, { content: ' ' })
    const { error } = await listen({ model: wire.model(provider), context: one })
    expect(error).toMatchObject({ failure: { code: 'malformed-answer' } })
    expect(wire.bodies).toHaveLength(3)
  })

  test('[D4] an abort in mid-stream is no failure', async () => {
    wire.mock.on(ANY, { content: ANSWER.repeat(4) }, { chunkSize: 8 })
    const controller = new AbortController()
    const heard: ReplyPart[] = []
    const cut = async () => {
      for await (const part of streamReply({
        model: wire.model(provider),
        context: one,
        signal: controller.signal,
      })) {
        heard.push(part)
        controller.abort()
      }
    }
    await expect(cut()).rejects.toMatchObject({ name: 'AbortError' })
    expect(heard).toHaveLength(1)
  })
})
