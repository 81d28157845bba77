import type { FeatureName, Features } from './features.ts'
import weights from './weights.json' with { type: 'json' }

/** Two features whose product counts, each in units of its spread: what one says depends on the other. */
export type Pair = { first: Factor; second: Factor; next: number; soon: number }

type Factor = { name: FeatureName; mean: number; spread: number }

export const PAIRS: readonly Pair[] = weights.pairs.map(({ first, second, next, soon }) => ({
  first: factorOf(first as FeatureName),
  second: factorOf(second as FeatureName),
  next,
  soon,
}))

/** The product of a pair for one candidate. */
export function productOf(features: Features, { first, second }: Pair): number {
  return (
    standardised(features[first.name], first.mean, first.spread) *
    standardised(features[second.name], second.mean, second.spread)
  )
}

/** How far a value is from the mean, in units of the spread; at most `FARTHEST`, lest products run away. */
export function standardised(value: number, mean: number, spread: number): number {
  return Math.min(FARTHEST, Math.max(-FARTHEST, (value - mean) / spread))
}

const FARTHEST = 6

function factorOf(name: FeatureName): Factor {
  const { mean, spread } = weights.features[name]
  return { name, mean, spread }
}
