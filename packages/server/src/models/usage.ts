import type { Usage } from '@parley/protocol'
import type { LanguageModelUsage } from 'ai'

/** Tokens of one call as the room stores them; what a provider does not report counts as 0. [M4] */
export function usageOf(modelId: string, usage: LanguageModelUsage | undefined): Usage {
  return {
    model: modelId,
    inputTokens: usage?.inputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    cachedTokens: usage?.inputTokenDetails.cacheReadTokens ?? 0,
  }
}

/** Adds the tokens of a further call of the same model: a repeated answer was paid for, too. */
export function addUsage(total: Usage | undefined, further: Usage): Usage {
  if (!total) return further
  return {
    model: further.model,
    inputTokens: total.inputTokens + further.inputTokens,
    outputTokens: total.outputTokens + further.outputTokens,
    cachedTokens: total.cachedTokens + further.cachedTokens,
  }
}
