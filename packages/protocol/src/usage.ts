import { z } from 'zod'

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

/** `GET /api/rooms/:room/usage`, and `GET /api/usage` for the whole workspace; the latest day first. */
export const UsageReport = z.object({
  total: UsageSum,
  days: z.array(UsageSum.extend({ day: z.string() })),
})
export type UsageReport = z.infer<typeof UsageReport>
