import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { configureModels, judgeAmbient } from './index.ts'
import { helloRoom, PROVIDERS, recordedDelay, SECRET, standIns, USAGE } from '../../test/stand-ins.ts'

let wire: Awaited<ReturnType<typeof standIns>>
beforeEach(async () => {
  wire = await standIns()
})
afterEach(() => wire.stop())

const { ambient: context } = helloRoom()
const ANY = { predicate: () => true }

/** Answers with each of these in turn, the last one from then on. */
function answerWith(...answers: readonly object[]): void {
  for (const [index, answer] of answers.entries()) {
    const match = index < answers.length - 1 ? { ...ANY, sequenceIndex: index } : ANY
    wire.mock.on(match, answer as never)
  }
}

function deciding(input: object) {
  return { toolCalls: [{ name: 'decide', arguments: JSON.stringify(input) }], ...USAGE }
}

const NOBODY = deciding({ who: 'nobody', reason: 'They greet each other.', confidence: 0.9 })
const ADA = deciding({ who: 'ada', reaction: 'heart', reason: 'She was greeted.', confidence: 0.7 })

describe.each(PROVIDERS)('[D10] whether anybody speaks, over the wire of %s', (provider) => {
  const judge = (more: object = {}) => judgeAmbient({ model: wire.model(provider), context, ...more })

  test('nobody: one call, with why and what it cost', async () => {
    answerWith(NOBODY)
    expect(await judge()).toEqual({
      declined: true,
      reasons: [{ code: 'model-declined', score: 0.9, note: 'They greet each other.' }],
      usage: expect.objectContaining({ inputTokens: 120, outputTokens: 12 }) as never,
    })
    expect(wire.bodies).toHaveLength(1)
    expect(wire.bodies[0]).toContain('is a good answer')
    expect(wire.bodies[0]).toMatch(/"tool_choice":(?:"required"|\{"type":"any")/)
    for (const field of ['who', 'reaction', 'reason', 'confidence', 'gus-the-editor'])
      expect(wire.bodies[0]).toContain(`"${field}"`)
  })

  test('somebody, with a reaction', async () => {
    answerWith(ADA)
    expect(await judge()).toMatchObject({
      speaker: 'a_ada',
      reaction: 'heart',
      reasons: [{ code: 'model-choice', member: 'a_ada', score: 0.7 }],
    })
  })

  test('[M8] a malformed answer is corrected; only malformed ones are a visible failure', async () => {
    answerWith(deciding({ who: 'zeus', reason: '', confidence: 1 }), NOBODY)
    expect(await judge()).toMatchObject({ declined: true, usage: { inputTokens: 240 } })
    expect(wire.bodies[1]).toContain('must be one of: ada, gus-the-editor, nobody')
    wire.mock.clearFixtures()
    answerWith({ content: 'Hmm.' })
    await expect(judge()).rejects.toMatchObject({ failure: { code: 'malformed-answer' } })
    expect(wire.bodies).toHaveLength(5)
  })

  test('[M8] 500 again and again becomes a visible failure that tells no secret', async () => {
    answerWith({ error: { message: `boom ${SECRET}` }, status: 500 })
    const { delay, waits } = recordedDelay()
    const error: unknown = await judge({ delay }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ failure: { code: 'provider-unavailable', retryable: true } })
    expect(JSON.stringify(error)).not.toContain(SECRET)
    expect(waits).toEqual([500, 2_000])
  })

  test('[D4] an abort ends the call at once and is no failure', async () => {
    const controller = new AbortController()
    wire.mock.on(ANY, () => {
      controller.abort()
      return NOBODY
    })
    await expect(judge({ signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })
})

test('[M1] the judge is the model of the workspace, or one that is set for it', async () => {
  const env = { OLLAMA_HOST: '', OPENAI_API_KEY: SECRET }
  const usual = await configureModels(env)
  expect(usual.judge).toBe(usual.default.id)
  const small = await configureModels({ ...env, PARLEY_JUDGE_MODEL: 'openai:gpt-6-nano' })
  expect(small.judge).toBe('openai:gpt-6-nano')
  await expect(configureModels({ ...env, PARLEY_JUDGE_MODEL: 'anthropic:x' })).rejects.toThrow(
    'PARLEY_JUDGE_MODEL=anthropic:x: anthropic needs ANTHROPIC_API_KEY',
  )
})
