import { expect, test } from 'vitest'
import { costOf } from './price.ts'
import { addUsage, usageOf } from './usage.ts'

const used = (model: string, inputTokens: number, outputTokens: number, cachedTokens = 0) => ({
  model,
  inputTokens,
  outputTokens,
  cachedTokens,
})

test.each([
  [used('openai:gpt-6-astra', 1_000_000, 0), 20],
  [used('openai:gpt-6-astra', 200_000, 0), 2],
  [used('openai:gpt-6-astra', 1_000, 100, 400), 0.0114],
  [used('anthropic:claude-haiku-5-5', 100_000, 1_000), 0.0105],
  [used('anthropic:claude-haiku-5-5', 100_001, 1_000), 0.0525005],
  [used('anthropic:claude-haiku-5-5-20261007', 1_000, 0), 0.0001],
  [used('google:gemini-4-hydrogen', 1_000, 1_000), 0.009],
  [used('rehearsal:cast', 1_000, 1_000), 0],
])('[M4] %j costs US$ %d', (usage, usd) => {
  expect(costOf(usage)).toBeCloseTo(usd, 10)
})

test('[M4] a price that nobody knows is unknown, never 0', () => {
  expect(costOf(used('custom:local', 1_000, 1_000))).toBeUndefined()
  expect(costOf(used('openai:gpt-6-astra', 0, 0))).toBeUndefined()
  const known = { ...used('a', 1, 1), costUsd: 0.5 }
  expect(addUsage(known, known)).toMatchObject({ costUsd: 1 })
  expect(addUsage(addUsage(undefined, used('b', 900, 1)), used('b', 1_000, 2))).toMatchObject({
    inputTokens: 1_900,
    contextTokens: 1_000,
  })
  expect(addUsage(known, used('b', 1, 1))).not.toHaveProperty('costUsd')
  expect(usageOf('custom:local', undefined)).not.toHaveProperty('costUsd')
})
