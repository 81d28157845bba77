import { delayBy, naturalDelayMs } from '../packages/director/src/natural-pace.ts'
import type { NaturalDelay, PaceConstants } from '../packages/director/src/natural-pace.ts'
import { diceAt, gapsOf, humanPaceMs, kolmogorovSmirnov, onClock } from './gaps.ts'
import type { Gap } from './gaps.ts'
import type { Collection } from './rooms.ts'

/** How far the gaps of a pace are from people's: of `natural`, and of `human` as it was before. */
export type GapResult = { gaps: number; natural: number; human: number }

/** Undefined if no room has a clock that counts seconds. */
export function measureGaps(collections: readonly Collection[]): GapResult | undefined {
  const gaps = collections.flatMap(({ rooms }) => rooms).flatMap(gapsOf)
  if (gaps.length === 0) return undefined
  const people = gaps.map(({ gapS }) => gapS)
  return {
    gaps: gaps.length,
    natural: kolmogorovSmirnov(simulated(gaps, naturalDelayMs), people),
    human: kolmogorovSmirnov(
      gaps.map((_, seq) => onClock(humanPaceMs(seq), diceAt(seq).clock)),
      people,
    ),
  }
}

/** The gaps that other constants would make of the same occasions. */
export function simulatedBy(constants: PaceConstants, gaps: readonly Gap[]): number[] {
  return simulated(gaps, (occasion) => delayBy(constants, occasion))
}

function simulated(gaps: readonly Gap[], delayOf: typeof naturalDelayMs): number[] {
  return gaps.map((gap, seq) => {
    const dice = diceAt(seq)
    return onClock(totalOf(delayOf({ ...gap, dice })), dice.clock)
  })
}

function totalOf({ readingMs, thinkingMs, typingMs }: NaturalDelay): number {
  return readingMs + thinkingMs + typingMs
}
