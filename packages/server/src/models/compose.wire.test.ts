import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { composeAutopilot, ModelFailure, pickSpeaker } from './index.ts'
import { helloRoom, PROVIDERS, recordedDelay, SECRET, standIns, USAGE } from '../../test/stand-ins.ts'

let wire: Awaited<ReturnType<typeof standIns>>
beforeEach(async () => {
  wire = await standIns()
})
afterEach(() => wire.stop())

const { autopilot } = helloRoom()
const ANY = { predicate: () => true }

/** Answers with each of these in turn, the last one from then on. */
function answerWith(...answers: readonly object[]): void {
  for (const [index, answer] of answers.entries()) {
    const match = index < answers.length - 1 ? { ...ANY, sequenceIndex: index } : ANY
    wire.mock.on(match, answer as never)
  }
}

function saying(input: object | string) {
  const args = typeof input === 'string' ? input : JSON.stringify(input)
  return { toolCalls: [{ name: 'say', arguments: args }], ...USAGE }
}

const GOOD = saying({ speaker: 'gus-the-editor', message: 'Cut it by half.', reaction: 'laugh' })
const MALFORMED = saying({ speaker: 'zeus', message: 'Thunder!' })

describe.each(PROVIDERS)('[D2] autopilot over the wire of %s', (provider) => {
  test('one structured answer: speaker, words, reaction and usage', async () => {
    answerWith(GOOD)
    const composed = await composeAutopilot({ model: wire.model(provider), context: autopilot })
    expect(composed).toMatchObject({ speaker: 'a_gus', text: 'Cut it by half.', reaction: 'laugh' })
    expect(composed.usage).toMatchObject({ inputTokens: 120, outputTokens: 12 })
    expect(composed.usage.model).toMatch(provider)
    const [body, ...more] = wire.bodies
    expect(more).toEqual([])
    expect(body).toContain('gus-the-editor')
    expect(body).toContain('Hello, both!')
    expect(body).toMatch(/"tool_choice":(?:"required"|\{"type":"any")/)
  })

  test('only the speaker and the reaction, where agents have models of their own', async () => {
    answerWith({ toolCalls: [{ name: 'choose', arguments: '{"speaker":"ada","reaction":"heart"}' }] })
    const picked = await pickSpeaker({ model: wire.model(provider), context: autopilot })
    expect(picked).toMatchObject({ speaker: 'a_ada', reaction: 'heart' })
    expect(picked).not.toHaveProperty('text')
  })

  test('[M8] 429, then success after what Retry-After asks for', async () => {
    answerWith({ error: { message: 'slow down' }, status: 429, retryAfter: 7 }, GOOD)
    const { delay, waits } = recordedDelay()
    const composed = await composeAutopilot({ model: wire.model(provider), context: autopilot, delay })
    expect(composed.speaker).toBe('a_gus')
    expect(waits).toEqual([7_000])
  })

  test('[M8] 500 again and again becomes a visible failure', async () => {
    answerWith({ error: { message: `boom ${SECRET}` }, status: 500 })
    const { delay, waits } = recordedDelay()
    const error = await composeAutopilot({ model: wire.model(provider), context: autopilot, delay }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(ModelFailure)
    const { failure } = error as ModelFailure
    expect(failure).toMatchObject({ code: 'provider-unavailable', retryable: true })
    expect(failure.message).toMatch(/cannot be reached or is having trouble/)
    expect(JSON.stringify(failure)).not.toContain(SECRET)
    expect(waits).toEqual([500, 2_000])
    expect(wire.bodies).toHaveLength(3)
  })

  test.each([
    [401, 'provider-unauthorized'],
    [404, 'model-not-found'],
  ])('[M8] %i is final', async (status, code) => {
    answerWith({ error: { message: `no ${SECRET}` }, status })
    const failing = composeAutopilot({ model: wire.model(provider), context: autopilot })
    await expect(failing).rejects.toMatchObject({ failure: { code, retryable: false } })
    expect(wire.bodies).toHaveLength(1)
  })

  test('[M8] a malformed answer is asked for again, with a word on what was wrong', async () => {
    answerWith(MALFORMED, GOOD)
    const composed = await composeAutopilot({ model: wire.model(provider), context: autopilot })
    expect(composed.speaker).toBe('a_gus')
    expect(composed.usage).toMatchObject({ inputTokens: 240, outputTokens: 24 })
    expect(wire.bodies).toHaveLength(2)
    expect(wire.bodies[1]).toContain('must be one of: ada, gus-the-editor')
  })

  test('[M8] malformed answers only, of every kind, end in a visible failure', async () => {
    answerWith(MALFORMED, { content: 'I would rather not.' }, saying({ speaker: 'ada', message: ' ' }))
    const failing = composeAutopilot({ model: wire.model(provider), context: autopilot })
    await expect(failing).rejects.toMatchObject({ failure: { code: 'malformed-answer', retryable: true } })
    expect(wire.bodies).toHaveLength(3)
  })

  test('[M5] words for somebody else are cut; where nothing else was said, it is asked for again', async () => {
    const scene = saying({ speaker: 'ada', message: '**Ada:** Two.\nGus (the "editor": One.' })
    answerWith(saying({ speaker: 'ada', message: 'Robin: I would say one.' }), scene)
    const composed = await composeAutopilot({ model: wire.model(provider), context: autopilot })
    expect(composed).toMatchObject({ speaker: 'a_ada', text: 'Two.', cutFor: 'a_gus' })
    expect(wire.bodies).toHaveLength(2)
    expect(wire.bodies[1]).toContain('was written as somebody else')
  })

  test('an answer as JSON in plain text is taken', async () => {
    answerWith({ ...USAGE, content: '```json\n{"speaker":"Ada","message":"Ada: Two."}\n```' })
    const composed = await composeAutopilot({ model: wire.model(provider), context: autopilot })
    expect(composed).toMatchObject({ speaker: 'a_ada', text: 'Two.', usage: { outputTokens: 12 } })
  })

  test('[D4] an abort ends the call at once and is no failure', async () => {
    const controller = new AbortController()
    wire.mock.on(ANY, () => {
      controller.abort()
      return GOOD
    })
    const { signal } = controller
    const aborted = composeAutopilot({ model: wire.model(provider), context: autopilot, signal })
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('[M8] a connection that is refused becomes a visible failure', async () => {
    await wire.stop()
    const { delay, waits } = recordedDelay()
    const failing = composeAutopilot({ model: wire.model(provider), context: autopilot, delay })
    await expect(failing).rejects.toMatchObject({ failure: { code: 'provider-unavailable' } })
    expect(waits).toHaveLength(2)
    wire = await standIns()
  })
})

test('a model that refuses a forced tool call is asked in words', async () => {
  answerWith(GOOD)
  const model = wire.models.resolve('anthropic:claude-sonnet-5-5')
  const composed = await composeAutopilot({ model, context: autopilot })
  expect(composed.speaker).toBe('a_gus')
  expect(wire.bodies[0]).toContain('"tool_choice":{"type":"auto"')
  expect(wire.bodies[0]).toContain('Answer by calling the tool say once.')
})
