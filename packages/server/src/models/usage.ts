import type { Usage } from '@parley/protocol'
import type { LanguageModelUsage } from 'ai'
import { costOf } from './price.ts'

/**
 * Tokens of one call as the room stores them; what a provider does not report counts as 0. Its cost is absent
 * where the price is unknown. [M4]
 */
export function usageOf(modelId: string, usage: LanguageModelUsage | undefined): Usage {
  const tokens: Usage = {
    model: modelId,
    inputTokens: usage?.inputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    cachedTokens: usage?.inputTokenDetails.cacheReadTokens ?? 0,
  }
  const costUsd = costOf(tokens)
  return costUsd === undefined ? tokens : { ...tokens, costUsd }
}

/**
 * Adds the tokens of a further call: a repeated answer was paid for, too, and so was every step of one that
 * used tools. The cost of a sum is known where that of both parts is.
 */
export function addUsage(total: Usage | undefined, further: Usage): Usage {
  if (!total) return further
  const { costUsd: known, ...tokens } = total
  return {
    ...tokens,
    model: further.model,
    inputTokens: total.inputTokens + further.inputTokens,
    outputTokens: total.outputTokens + further.outputTokens,
    cachedTokens: total.cachedTokens + further.cachedTokens,
    contextTokens: further.contextTokens ?? further.inputTokens,
    ...(known === undefined || further.costUsd === undefined ? {} : { costUsd: known + further.costUsd }),
  }
}
