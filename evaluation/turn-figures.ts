import { figure } from '../benchmarks/figure.ts'
import type { Figure } from '../benchmarks/figure.ts'
import type { Collection } from './rooms.ts'
import { measureGaps } from './simulated-gaps.ts'
import { measureSpeech } from './speech.ts'

/**
 * All figures of who speaks: first those of the model, each against the best of the simple rules, then the
 * simple rules themselves. `suffix` tells apart the same figures of other rooms.
 */
export function speechFigures(collections: readonly Collection[], suffix = ''): Figure[] {
  const { next, soon } = measureSpeech(collections)
  const { model, recent, frequent, mention, random } = next
  const percent = (name: string, share: number, against?: number) =>
    figure(`${name}${suffix}`, 100 * share, '%', against === undefined ? undefined : 100 * against)
  const plain = (name: string, value: number, against?: number) =>
    figure(`${name}${suffix}`, value, 'share', against)
  const moments = Math.max(1, model.moments)
  return [
    percent('next-speaker-accuracy', model.accuracy, mention.accuracy),
    percent('next-speaker-top3', model.topThree, mention.topThree),
    plain(
      'speak-within-3-balanced-accuracy',
      soon.model.balancedAccuracy,
      soon.mentionOrRecent.balancedAccuracy,
    ),
    plain('speak-within-3-missed-rate', soon.model.missedRate, soon.mentionOrRecent.missedRate),
    percent('floor-random-accuracy', random.first / moments),
    percent('floor-recent-accuracy', recent.accuracy),
    percent('floor-frequent-accuracy', frequent.accuracy),
    percent('floor-mention-accuracy', mention.accuracy),
    percent('floor-random-top3', random.amongThree / moments),
    percent('floor-recent-top3', recent.topThree),
    percent('floor-frequent-top3', frequent.topThree),
    percent('floor-mention-top3', mention.topThree),
    plain('floor-mention-balanced-accuracy', soon.mention.balancedAccuracy),
    plain('floor-mention-or-recent-balanced-accuracy', soon.mentionOrRecent.balancedAccuracy),
    figure(`next-speaker-moments${suffix}`, model.moments, 'moments'),
  ]
}

/** The distance of the pace `natural` from people, against that of `human`; none without a clock of seconds. */
export function gapFigures(collections: readonly Collection[], suffix = ''): Figure[] {
  const result = measureGaps(collections)
  if (result === undefined) return []
  return [
    figure(`gap-ks-distance${suffix}`, result.natural, 'share', result.human),
    figure(`gaps${suffix}`, result.gaps, 'gaps'),
  ]
}
