import { expect, test } from 'vitest'
import { matchingModels, typedModel } from './model-matches.ts'

const base = { keyless: false, hasKey: true, rehearsal: false }
const openai = { ...base, id: 'openai', name: 'OpenAI', models: ['openai:gpt-6-astra', 'openai:gpt-6-mini'] }
const ollama = { ...base, id: 'ollama', name: 'Ollama', models: [], problem: 'Ollama did not answer.' }

test('[M1] a query narrows the list by all of its words, the provider’s name included', () => {
  expect(matchingModels([openai, ollama], '')).toEqual([openai, ollama])
  expect(matchingModels([openai, ollama], 'OPENAI mini')).toEqual([
    { ...openai, models: ['openai:gpt-6-mini'] },
  ])
  expect(matchingModels([openai, ollama], 'claude')).toEqual([])
})

test('[M1] a model that no list has can be named in full', () => {
  expect(typedModel([openai, ollama], ' ollama:llama3:8b ')).toBe('ollama:llama3:8b')
  expect(typedModel([openai], 'openai:gpt-6-mini')).toBeUndefined()
  for (const query of ['gpt', 'openai:', 'nowhere:gpt', 'openai:gpt 6']) {
    expect(typedModel([openai], query)).toBeUndefined()
  }
})
