import type { ModelList, ModelTestAnswer } from '@parley/protocol'

type Provider = ModelList['providers'][number]

const provider = (id: string, name: string, more: Partial<Provider>): Provider => ({
  id,
  name,
  keyless: false,
  hasKey: true,
  rehearsal: false,
  models: [],
  ...more,
})

/** What every agent speaks through that names nothing else. */
export const DEFAULT_MODEL = 'anthropic:claude-haiku-5-5'

/** One that answers, one that refuses the key, one whose list cannot be had, and one that has no key. */
export const PROVIDERS: readonly Provider[] = [
  provider('anthropic', 'Anthropic', { models: [DEFAULT_MODEL, 'anthropic:claude-sonnet-5-5'] }),
  provider('openai', 'OpenAI', { models: ['openai:gpt-6-astra'] }),
  provider('ollama', 'Ollama', {
    keyless: true,
    hasKey: false,
    problem: 'Nothing answers at http://127.0.0.1:11434.',
  }),
  provider('google', 'Google', { hasKey: false, problem: 'No key is set.' }),
]

/** What came of the test of a model; `body` names it. */
export function tested(body: string): ModelTestAnswer {
  if (body.includes(DEFAULT_MODEL)) {
    const usage = { model: DEFAULT_MODEL, inputTokens: 18, outputTokens: 6, cachedTokens: 0, costUsd: 0.0001 }
    return { ok: true, durationMs: 820, rehearsal: false, usage }
  }
  const message = 'OpenAI does not accept its key. Look at OPENAI_API_KEY.'
  return {
    ok: false,
    durationMs: 90,
    rehearsal: false,
    failure: { code: 'provider-unauthorized', message, retryable: false },
  }
}
