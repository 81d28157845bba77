import type { MemberId, Message, UsagePart, UsageReport } from '@parley/protocol'
import { PEOPLE } from './people.ts'

const [, ADA, JULES] = PEOPLE.map(({ id }) => id) as [MemberId, MemberId, MemberId]

const part = (model: string, inputTokens: number, more: Partial<UsagePart>): UsagePart => ({
  model,
  inputTokens,
  outputTokens: 900,
  cachedTokens: Math.round(inputTokens / 2),
  usd: 0,
  unpricedTokens: 0,
  ...more,
})
const parts = [
  part('anthropic:claude-haiku-5-5', 88_000, { agent: ADA, usd: 0.0093 }),
  part('custom:a-model-of-our-own', 9_000, { agent: JULES, unpricedTokens: 9_900 }),
  part('anthropic:claude-haiku-5-5', 1_000, { usd: 0.0006 }),
]
const sum = { tokens: 102_400, usd: 0.0099, unpricedTokens: 9_900, seconds: 61 }

/** One limit nearly, one wholly used up, a price that nobody knows, and calls that broke off. */
export const USE: UsageReport = {
  total: sum,
  days: [{ day: '2026-03-14', ...sum }],
  today: '2026-03-14',
  budget: { tokens: 110_000, usd: 0.0099, seconds: 600 },
  allowed: 0,
  parts: { today: parts, total: parts },
}

/** A message of which everything is known. */
export const MADE = {
  usage: {
    model: 'anthropic:claude-haiku-5-5',
    inputTokens: 18_400,
    outputTokens: 220,
    cachedTokens: 12_000,
    contextTokens: 9_600,
    costUsd: 0.0019,
  },
  calls: [
    { tool: 'web_fetch', status: 'done' },
    { tool: 'room_search', status: 'failed' },
  ],
  finishReason: 'stop',
  durationMs: 7_420,
} as Message
