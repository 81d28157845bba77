import { expect, test } from 'vitest'
import type { ModelList, ModelTestAnswer } from '@parley/protocol'
import { keyWords, testedModel, testWords } from './provider-words.ts'

const provider: ModelList['providers'][number] = {
  id: 'openai',
  name: 'OpenAI',
  keyless: false,
  hasKey: true,
  rehearsal: false,
  models: ['openai:small', 'openai:large'],
}

test('[M1] a key is set, missing, or not needed', () => {
  expect(keyWords(provider)).toBe('key is set')
  expect(keyWords({ hasKey: false, keyless: false })).toBe('no key is set')
  expect(keyWords({ hasKey: false, keyless: true })).toBe('needs no key')
})

test('[M1] what is tested is what agents would speak through', () => {
  expect(testedModel(provider, 'openai:mine')).toBe('openai:mine')
  expect(testedModel({ ...provider, defaultModel: 'openai:own' }, 'other:x')).toBe('openai:own')
  expect(testedModel(provider, 'openai-like:x')).toBe('openai:small')
  expect(testedModel({ ...provider, models: [] }, 'other:x')).toBeUndefined()
})

test('[M8] how a test went, in a sentence', () => {
  const usage = { model: 'openai:mine', inputTokens: 20, outputTokens: 4, cachedTokens: 0 }
  const well: ModelTestAnswer = { ok: true, durationMs: 830, rehearsal: false, usage }
  expect(testWords(well)).toBe('It answered in 0.8 s, with 24 tokens (price unknown).')
  expect(testWords({ ...well, usage: { ...usage, costUsd: 0.25 } })).toContain('(US$ 0.25)')
  const untold = { ...usage, inputTokens: 0, outputTokens: 0 }
  expect(testWords({ ...well, usage: untold })).toBe('It answered in 0.8 s.')
  const failure = { code: 'provider-timeout', message: 'It took too long.', retryable: true } as const
  expect(testWords({ ok: false, durationMs: 1, rehearsal: false, failure })).toBe('It took too long.')
})
