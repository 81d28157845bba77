import { describe, expect, test } from 'vitest'
import { configureModels, ConfigurationError, ModelFailure, type Environment } from './index.ts'

/** No Ollama, whatever runs on this machine. */
function configure(env: Environment) {
  return configureModels({ OLLAMA_HOST: '', ...env })
}

describe('[M1] providers by configuration', () => {
  test('[M2] without anything the rehearsal is the default', async () => {
    const models = await configure({})
    expect(models.default).toEqual({ id: 'rehearsal:improv', rehearsal: true })
    expect(models.resolve('')).toMatchObject({ id: 'rehearsal:improv', rehearsal: true })
  })

  test.each([
    [{ OPENAI_API_KEY: 'k' }, /^openai:gpt-/],
    [{ ANTHROPIC_API_KEY: 'k' }, /^anthropic:claude-/],
    [{ GOOGLE_GENERATIVE_AI_API_KEY: 'k' }, /^google:gemini-/],
    [{ OPENROUTER_API_KEY: 'k' }, /^openrouter:/],
    [{ PARLEY_MODEL_BASE_URL: 'http://127.0.0.1:9/v1', PARLEY_MODEL: 'custom:qwen:7b' }, /^custom:qwen:7b$/],
    [{ ANTHROPIC_API_KEY: 'k', PARLEY_MODEL: 'rehearsal:improv' }, /^rehearsal:improv$/],
  ])('%j', async (env: Environment, expected) => {
    const models = await configure(env)
    expect(models.default.id).toMatch(expected)
    expect(models.resolve('').id).toBe(models.default.id)
  })

  test('every agent may have a model of its own', async () => {
    const models = await configure({ OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k' })
    expect(models.default.id).toMatch(/^openai:/)
    expect(models.resolve('anthropic:claude-opus-5-5')).toMatchObject({
      providerName: 'Anthropic',
      model: { modelId: 'claude-opus-5-5' },
    })
  })

  test.each([
    [{ PARLEY_MODEL: 'openai:gpt-6-astra' }, /openai needs OPENAI_API_KEY/],
    [{ PARLEY_MODEL: 'nobody:x' }, /provider:model/],
    [{ PARLEY_MODEL: 'gpt-6-astra' }, /provider:model/],
    [{ PARLEY_MODEL: 'rehearsal:' }, /provider:model/],
    [{ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'localhost' }, /OPENAI_BASE_URL must be a URL/],
    [{ PARLEY_MODEL_BASE_URL: 'http://127.0.0.1:9/v1' }, /PARLEY_MODEL=custom:<model>/],
  ])('a bad setting %j is refused at the start', async (env: Environment, reason) => {
    await expect(configure(env)).rejects.toThrow(ConfigurationError)
    await expect(configure(env)).rejects.toThrow(reason)
  })

  test('[M8] an agent whose provider is gone fails with a plain sentence', async () => {
    const models = await configure({})
    expect(() => models.resolve('openai:gpt-6-astra')).toThrow(ModelFailure)
    expect(() => models.resolve('openai:gpt-6-astra')).toThrow(/needs OPENAI_API_KEY/)
  })

  test('[S4] a key can be found in nothing that is given out', async () => {
    const models = await configure({ OPENAI_API_KEY: 'sk-very-secret' })
    const { model: _, ...resolved } = models.resolve('')
    expect(JSON.stringify([models, models.default, models.providers, resolved])).not.toContain('secret')
  })
})

describe('[M1] Ollama on this machine', () => {
  const tags = { models: [{ name: 'nomic-embed-text' }, { name: 'llama4:8b' }] }
  const asked: string[] = []
  const fetch = async (url: string | URL | Request) => {
    asked.push(String(url))
    return Response.json(tags)
  }

  test('is found, and its first chat model is the default', async () => {
    const models = await configureModels({}, { fetch })
    expect(models.default).toEqual({ id: 'ollama:llama4:8b', rehearsal: false })
    expect(asked).toEqual(['http://127.0.0.1:11434/api/tags'])
  })

  test.each([
    ['0.0.0.0', 'http://127.0.0.1:11434/api/tags'],
    ['gpu.local:9000', 'http://gpu.local:9000/api/tags'],
    ['https://gpu.local/ollama/', 'https://gpu.local/ollama/api/tags'],
  ])('OLLAMA_HOST=%s', async (host, url) => {
    asked.length = 0
    await configureModels({ OLLAMA_HOST: host }, { fetch })
    expect(asked).toEqual([url])
  })

  test('a configured key comes first', async () => {
    expect((await configureModels({ OPENAI_API_KEY: 'k' }, { fetch })).default.id).toMatch(/^openai:/)
  })

  test.each([
    ['no server', async () => Promise.reject(new TypeError('fetch failed'))],
    ['another server', async () => new Response('<html>')],
    ['an error', async () => new Response('', { status: 500 })],
    ['no chat model', async () => Response.json({ models: [{ name: 'nomic-embed-text' }] })],
  ])('%s is no Ollama', async (_, broken) => {
    expect((await configureModels({}, { fetch: broken })).default.rehearsal).toBe(true)
  })
})
