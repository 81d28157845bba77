import { expect, test } from 'vitest'
import type { MemberId, UsagePart, UsageReport } from '@parley/protocol'
import { agentShares, limitsOf, modelShares, sumOf, untoldTokens } from './usage-shares.ts'

const [ann, bob] = ['ann', 'bob'] as [MemberId, MemberId]
const part = (model: string, inputTokens: number, more: Partial<UsagePart> = {}): UsagePart => ({
  model,
  inputTokens,
  outputTokens: 10,
  cachedTokens: 1,
  usd: 0,
  unpricedTokens: 0,
  ...more,
})
const PARTS = [
  part('a:one', 100, { agent: ann, usd: 0.5 }),
  part('b:two', 300, { agent: ann, unpricedTokens: 310 }),
  part('a:one', 500, { agent: bob, usd: 1 }),
  part('a:one', 5),
  part('rehearsal:cast', 1, { agent: bob }),
]
const sum = (tokens: number) => ({ tokens, usd: 1.5, unpricedTokens: 310, seconds: 4 })

test('[W4] shares are gathered by agent and by model, most first, and what is unknown stays so', () => {
  const agents = agentShares(PARTS)
  expect(
    agents.map(({ agent, tokens, usd, unpricedTokens }) => [agent, tokens, usd, unpricedTokens]),
  ).toEqual([
    [bob, 521, 1, 0],
    [ann, 420, 0.5, 310],
    [undefined, 15, 0, 0],
  ])
  const models = modelShares(PARTS)
  expect(models.map(({ model, tokens, rehearsal }) => [model, tokens, rehearsal])).toEqual([
    ['a:one', 635, false],
    ['b:two', 310, false],
    ['rehearsal:cast', 11, true],
  ])
})

test('[D13] what counts and is told of by no call is shown apart; a rehearsal does not count', () => {
  expect(untoldTokens(sum(1_000), PARTS)).toBe(55)
  expect(untoldTokens(sum(900), PARTS)).toBe(0)
})

test('[D13] today is the day of the server, and nothing where nothing was used up', () => {
  const report = {
    total: sum(9),
    days: [{ ...sum(5), day: '2026-11-20' }],
    today: '2026-11-21',
  } as UsageReport
  expect(sumOf(report, 'today').tokens).toBe(0)
  expect(sumOf({ ...report, today: '2026-11-20' }, 'today').tokens).toBe(5)
  expect(sumOf(report, 'total').tokens).toBe(9)
})

test('[D13] a budget grows with each time that more was allowed', () => {
  expect(limitsOf({ tokens: 100, usd: 2 }, 1, sum(150))).toEqual([
    { part: 'tokens', used: 150, limit: 200 },
    { part: 'usd', used: 1.5, limit: 4 },
  ])
  expect(limitsOf(undefined, 3, sum(1))).toEqual([])
})
