import type { ModelList, ModelTestAnswer } from '@parley/protocol'
import { costWords, durationWords, tokenWords } from '../../shared/usage/amount-words.ts'

type Provider = ModelList['providers'][number]

/** Whether a provider has what it needs to be asked; the key itself is nowhere here. [M1, S4] */
export function keyWords({ hasKey, keyless }: Pick<Provider, 'hasKey' | 'keyless'>): string {
  if (hasKey) return 'key is set'
  return keyless ? 'needs no key' : 'no key is set'
}

/** What a test asks: the default of the workspace where it is this provider's, else the provider's own. */
export function testedModel(provider: Provider, workspaceDefault: string): string | undefined {
  if (workspaceDefault.startsWith(`${provider.id}:`)) return workspaceDefault
  return provider.defaultModel ?? provider.models[0]
}

/** "It answered in 0.8 s, with 24 tokens for US$ 0.0001." */
export function testWords({ ok, durationMs, usage, failure }: ModelTestAnswer): string {
  if (!ok) return failure?.message ?? 'It did not answer.'
  const took = `It answered in ${durationWords(durationMs)}`
  const tokens = usage === undefined ? 0 : usage.inputTokens + usage.outputTokens
  // What a provider does not tell is not nothing.
  if (usage === undefined || tokens === 0) return `${took}.`
  const cost = costWords({
    usd: usage.costUsd ?? 0,
    unpricedTokens: usage.costUsd === undefined ? tokens : 0,
  })
  return `${took}, with ${tokenWords(tokens)} (${cost}).`
}
