import type { Budget, MemberId, UsagePart, UsageReport, UsageSum } from '@parley/protocol'

/** What somebody, or some model, used up. */
export type Share = Omit<UsagePart, 'agent' | 'model'> & { tokens: number; rehearsal: boolean }
export type AgentShare = Share & { agent: MemberId | undefined }
export type ModelShare = Share & { model: string }

/** Of today, or of all days. */
export type Span = 'today' | 'total'

const NOTHING: UsageSum = { tokens: 0, usd: 0, unpricedTokens: 0, seconds: 0 }

/** What is counted against budgets: rehearsals are not. [D13] */
export function sumOf({ days, total, today }: UsageReport, span: Span): UsageSum {
  return span === 'total' ? total : (days.find(({ day }) => day === today) ?? NOTHING)
}

/** By agent, most first; undefined stands for calls that were nobody's words. [W4] */
export function agentShares(parts: readonly UsagePart[]): AgentShare[] {
  return gathered(parts, ({ agent }) => agent ?? '').map(({ key, share }) => ({
    ...share,
    agent: key === '' ? undefined : (key as MemberId),
  }))
}

/** By model, most first. [W4] */
export function modelShares(parts: readonly UsagePart[]): ModelShare[] {
  return gathered(parts, ({ model }) => model).map(({ key, share }) => ({ ...share, model: key }))
}

/** Tokens that count and that no part tells of: reserved for calls under way, or for such as broke off. */
export function untoldTokens(sum: UsageSum, parts: readonly UsagePart[]): number {
  const told = parts
    .filter(({ model }) => !isRehearsal(model))
    .reduce((tokens, part) => tokens + tokensOf(part), 0)
  return Math.max(0, Math.round(sum.tokens - told))
}

/** What is used up of each part of a budget that has a limit, as it stands after what was allowed beyond. [D13] */
export function limitsOf(
  budget: Budget | undefined,
  allowed: number,
  sum: UsageSum,
): { part: keyof Budget; used: number; limit: number }[] {
  return (['tokens', 'usd', 'seconds'] as const).flatMap((part) => {
    const limit = budget?.[part]
    return limit === undefined ? [] : [{ part, used: sum[part], limit: limit * (1 + allowed) }]
  })
}

function isRehearsal(model: string): boolean {
  return model.startsWith('rehearsal:')
}

function tokensOf({ inputTokens, outputTokens }: UsagePart): number {
  return inputTokens + outputTokens
}

function gathered(
  parts: readonly UsagePart[],
  keyOf: (part: UsagePart) => string,
): { key: string; share: Share }[] {
  const shares = new Map<string, Share>()
  for (const part of parts) {
    const before = shares.get(keyOf(part))
    shares.set(keyOf(part), {
      inputTokens: (before?.inputTokens ?? 0) + part.inputTokens,
      outputTokens: (before?.outputTokens ?? 0) + part.outputTokens,
      cachedTokens: (before?.cachedTokens ?? 0) + part.cachedTokens,
      usd: (before?.usd ?? 0) + part.usd,
      unpricedTokens: (before?.unpricedTokens ?? 0) + part.unpricedTokens,
      tokens: (before?.tokens ?? 0) + tokensOf(part),
      rehearsal: (before?.rehearsal ?? true) && isRehearsal(part.model),
    })
  }
  return [...shares]
    .map(([key, share]) => ({ key, share }))
    .toSorted((a, b) => b.share.tokens - a.share.tokens)
}
