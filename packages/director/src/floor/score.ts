import type { MemberId } from '@parley/protocol'
import type { FloorContext } from './context.ts'
import { featuresOf } from './features.ts'
import type { FeatureName, Features } from './features.ts'
import { PAIRS, productOf } from './pairs.ts'
import { candidateOf, sceneOf } from './scene.ts'
import weights from './weights.json' with { type: 'json' }

/** How likely a candidate is to speak next, and what that was read from. */
export type SpeakerScore = { member: MemberId; probability: number; features: Features }

/** What one feature adds to (or takes from) the odds: their factor is `exp(amount)`. [D12] */
export type Contribution = { feature: FeatureName; value: number; amount: number }

/**
 * Above this probability of `willSpeakSoon` a member is expected to speak. Chosen on the training rooms only:
 * the best balanced accuracy at which at most 21 of 100 who do speak are missed.
 */
export const SOON_THRESHOLD: number = weights.soon.threshold

/**
 * Who is likely to speak next, likeliest first: a conditional logit over the candidates, without the author
 * of the last message. The probabilities are among these candidates and sum to 1; that somebody else speaks,
 * or nobody, is not in them. Equal candidates stay in the order given. Before the first message all are
 * equally likely.
 */
export function scoreSpeakers(floor: FloorContext, candidates: readonly MemberId[]): SpeakerScore[] {
  const scene = sceneOf(floor)
  const author = scene?.line.by
  const scored = [...new Set(candidates)]
    .filter((member) => member !== author)
    .map((member) => {
      const features = scene === undefined ? undefined : featuresOf(scene, candidateOf(scene, member))
      return {
        member,
        features: features ?? NOTHING_KNOWN,
        score: features === undefined ? 0 : scoreOf(features, 'next'),
      }
    })
  const most = Math.max(...scored.map(({ score }) => score))
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - most), 0)
  return scored
    .map(({ member, features, score }) => ({ member, features, probability: Math.exp(score - most) / total }))
    .toSorted((a, b) => b.probability - a.probability)
}

/**
 * The probability that a member writes one of the next three messages; for anybody but the author of the
 * last message, as it was fitted for those only. 0 before the first message.
 */
export function willSpeakSoon(floor: FloorContext, member: MemberId): number {
  const scene = sceneOf(floor)
  if (scene === undefined) return 0
  const features = featuresOf(scene, candidateOf(scene, member))
  const score = weights.soon.bias + scoreOf(features, 'soon')
  return 1 / (1 + Math.exp(-score))
}

/** What speaks for and against one of the scores, against the average of all; the weightiest first. */
export function contributionsToNext(scores: readonly SpeakerScore[], member: MemberId): Contribution[] {
  const features = scores.find((score) => score.member === member)?.features
  if (features === undefined) return []
  return contributions(
    features,
    'next',
    (amount) => scores.reduce((sum, score) => sum + amount(score.features), 0) / scores.length,
  )
}

/** What makes a member more or less likely to speak soon than the average member of the training rooms. */
export function contributionsToSoon(floor: FloorContext, member: MemberId): Contribution[] {
  const scene = sceneOf(floor)
  if (scene === undefined) return []
  const features = featuresOf(scene, candidateOf(scene, member))
  return contributions(features, 'soon', (amount) => amount(AVERAGE))
}

type Question = 'next' | 'soon'

const FEATURE_NAMES = Object.keys(weights.features) as FeatureName[]
const NOTHING_KNOWN = Object.fromEntries(FEATURE_NAMES.map((name) => [name, 0])) as Features
const AVERAGE = Object.fromEntries(
  FEATURE_NAMES.map((name) => [name, weights.features[name].mean]),
) as Features

const PLAIN = FEATURE_NAMES.map((name) => ({ name, ...weights.features[name] }))

function scoreOf(features: Features, question: Question): number {
  let score = 0
  for (const weight of PLAIN) score += weight[question] * features[weight.name]
  for (const pair of PAIRS) score += pair[question] * productOf(features, pair)
  return score
}

/** What one feature adds to the score: its own part, and half of each pair that it is in. */
function amountOf(features: Features, name: FeatureName, question: Question): number {
  let amount = weights.features[name][question] * features[name]
  for (const pair of PAIRS) {
    if (pair.first.name === name || pair.second.name === name) {
      amount += (pair[question] * productOf(features, pair)) / 2
    }
  }
  return amount
}

function contributions(
  features: Features,
  question: Question,
  usual: (amount: (features: Features) => number) => number,
): Contribution[] {
  return FEATURE_NAMES.map((feature) => {
    const amount = (given: Features) => amountOf(given, feature, question)
    return { feature, value: features[feature], amount: amount(features) - usual(amount) }
  })
    .filter(({ amount }) => amount !== 0)
    .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
}
