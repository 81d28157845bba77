import { scoresOf } from './choice.ts'
import type { Examples } from './examples.ts'
import type { PlaceTally } from './tally.ts'

/** Weights as they were fitted, one for each column, in the order of the examples' names. */
export type Model = { next: Float64Array; soon: { weights: Float64Array; bias: number } }

/** A member at a moment: how likely it was said to speak soon, and whether it did. */
export type SoonGuess = { probability: number; spoke: boolean }

/** What a model says of rooms that it was not fitted to. */
export type HeldOut = { next: PlaceTally; soon: SoonGuess[] }

/** Adds what `model` says of one room. */
export function testRoom(model: Model, examples: Examples, into: HeldOut): void {
  const { rows: columns, starts, chosen, soon } = examples
  for (let moment = 0; moment < chosen.length; moment += 1) {
    const target = chosen[moment] ?? -1
    const begin = starts[moment] ?? 0
    const ranked = [...scoresOf(columns, begin, starts[moment + 1] ?? 0, model.next)]
      .map((score, offset) => ({ row: begin + offset, score }))
      .toSorted((a, b) => b.score - a.score)
    into.next.count(
      ranked.map(({ row }) => String(row)),
      String(target),
    )
  }
  for (let row = 0; row < soon.length; row += 1) {
    if (soon[row] === -1) continue
    const [plain = 0] = scoresOf(columns, row, row + 1, model.soon.weights)
    const score = model.soon.bias + plain
    into.soon.push({ probability: 1 / (1 + Math.exp(-score)), spoke: soon[row] === 1 })
  }
}

/**
 * The threshold with the best balanced accuracy among those that miss at most `mostMissed` of the speakers;
 * who is at or above it is expected to speak.
 */
export function chooseThreshold(guesses: readonly SoonGuess[], mostMissed: number): number {
  const speakers = guesses.filter(({ spoke }) => spoke).length
  const quiet = guesses.length - speakers
  let hits = 0
  let falseAlarms = 0
  let best = { balancedAccuracy: 0, probability: 0 }
  for (const { probability, spoke } of guesses.toSorted((a, b) => b.probability - a.probability)) {
    if (spoke) hits += 1
    else falseAlarms += 1
    const balancedAccuracy = (hits / speakers + 1 - falseAlarms / quiet) / 2
    if (1 - hits / speakers <= mostMissed && balancedAccuracy > best.balancedAccuracy) {
      best = { balancedAccuracy, probability }
    }
  }
  return best.probability
}
