import type { Usage } from '@parley/protocol'
import table from './prices.json' with { type: 'json' }

type Rate = { readonly input: number; readonly cached: number; readonly output: number }
type Price = Rate & { readonly above?: Rate & { readonly tokens: number } }

const PRICES: Readonly<Record<string, Price>> = table.models
const PER_TOKEN = 1e-6
/** A provider's name for one day's version of a model: `-20261007`, `-2026-10-07`, `@20261007`. */
const DATED = /[-@](\d{8}|\d{4}-\d{2}-\d{2})$/

/**
 * What one call cost, US dollars; undefined where the price of the model is not known, or the provider did not
 * report tokens. A rehearsal is free. `model` is `provider:model`; prices stand in `prices.json`. [M4]
 */
export function costOf({ model, inputTokens, outputTokens, cachedTokens }: Usage): number | undefined {
  if (model.startsWith('rehearsal:')) return 0
  if (inputTokens + outputTokens === 0) return undefined
  const price = PRICES[model] ?? PRICES[model.replace(DATED, '')]
  if (price === undefined) return undefined
  const { above } = price
  const rate = above !== undefined && inputTokens > above.tokens ? above : price
  const cached = Math.min(cachedTokens, inputTokens)
  return PER_TOKEN * ((inputTokens - cached) * rate.input + cached * rate.cached + outputTokens * rate.output)
}
