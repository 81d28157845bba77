import { z } from 'zod'
import { MemberId } from './ids.ts'
import { Budget } from './room.ts'

/** What model calls used up in a day (UTC), or in all days together. [M4, D13] */
export const UsageSum = z.object({
  /** What is reserved for calls under way, or for such as broke off, counts. */
  tokens: z.number().nonnegative(),
  /** Of the tokens with a known price. */
  usd: z.number().nonnegative(),
  /** Tokens whose price nobody knows: `usd` says nothing of them. */
  unpricedTokens: z.number().nonnegative(),
  /** Time of model calls. */
  seconds: z.number().nonnegative(),
})
export type UsageSum = z.infer<typeof UsageSum>

/** What the calls of one agent by one model used up, as far as they ended; rehearsals are told, too. [M4] */
export const UsagePart = z.object({
  /** Absent: calls that chose a speaker, or summed up the history. */
  agent: MemberId.optional(),
  /** `provider:model` */
  model: z.string(),
  inputTokens: z.number().nonnegative(),
  outputTokens: z.number().nonnegative(),
  /** Of the input tokens. */
  cachedTokens: z.number().nonnegative(),
  usd: z.number().nonnegative(),
  unpricedTokens: z.number().nonnegative(),
})
export type UsagePart = z.infer<typeof UsagePart>

/** `GET /api/rooms/:room/usage`, and `GET /api/usage` for the whole workspace. */
export const UsageReport = z.object({
  total: UsageSum,
  /** Days on which there was anything, the latest first. */
  days: z.array(UsageSum.extend({ day: z.string() })),
  /** Today, as the server counts its days. */
  today: z.string(),
  /** What may be used up in a day; absent: nothing limits it here. */
  budget: Budget.optional(),
  /** How often people allowed more today: each time the whole budget once more. */
  allowed: z.number().int().nonnegative(),
  /** Who used it up, today and in all, most first. */
  parts: z.object({ today: z.array(UsagePart), total: z.array(UsagePart) }),
})
export type UsageReport = z.infer<typeof UsageReport>
