import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dataArgument, say, toldPlainly } from './command-line.ts'
import { examplesOf } from './examples.ts'
import type { Examples } from './examples.ts'
import { fitChoice, fitSoon, scaleOf } from './fit-model.ts'
import type { Scale } from './fit-model.ts'
import { chooseThreshold, testRoom } from './held-out.ts'
import type { HeldOut, Model } from './held-out.ts'
import { choosePairs, withPairs } from './pairs.ts'
import type { ColumnPair } from './pairs.ts'
import { readCollections } from './rooms.ts'
import type { Collection } from './rooms.ts'
import { GuessTally, PlaceTally } from './tally.ts'

/**
 * `npm run train:turns -- --data FOLDER`: fits the weights of who speaks next and of who speaks soon to all
 * `*.train.jsonl(.gz)` of the folder, and writes them where the director reads them. Only these rooms are
 * learned from. The threshold is chosen by cross-validation among them; files `*.dev.*` are measured once,
 * at the end, by the weights as they were written.
 */
const EVERY_MOMENT = 5
const FOLDS = 3
/** Pairs of features are added in rounds, each to what the last one left to be explained. */
const PAIRS = { rounds: 2, perRound: 10 }
const RIDGE = { next: 30, soon: 10 }
const MOST_MISSED = 0.21
const TARGET = fileURLToPath(new URL('../packages/director/src/floor/weights.json', import.meta.url))

type Figures = Record<
  'nextSpeaker' | 'nextSpeakerTopThree' | 'soonBalancedAccuracy' | 'soonMissedRate',
  number
>

await toldPlainly(async () => {
  const folder = dataArgument(process.argv.slice(2))
  if (folder === undefined) {
    throw new Error('Say where the transcripts are: npm run train:turns -- --data FOLDER')
  }
  const collections = readCollections(folder)
  const training = collections.filter(({ name }) => name.endsWith('.train'))
  const rooms = training.flatMap((collection) => collection.rooms)
  if (rooms.length < FOLDS) throw new Error(`${folder}: has too few rooms in files named *.train.jsonl(.gz)`)
  say(`reading ${rooms.length} rooms`)
  const examples = rooms.map((room) => examplesOf(room, EVERY_MOMENT)).filter(({ names }) => names.length > 0)
  const { figures, threshold } = crossValidate(examples)
  say('fitting to all of them')
  const provenance = { ...provenanceOf(training), crossValidation: figures }
  const fitted = fit(examples)
  const names = examples[0]?.names ?? []
  write(fitted, names, threshold, { ...provenance, dev: {} })
  const dev = await measured(collections.filter(({ name }) => name.endsWith('.dev')))
  write(fitted, names, threshold, { ...provenance, dev })
  say(`wrote ${TARGET}`)
})

/** A model, the pairs that it adds to the features, and the scale by which their products are made. */
type Fitted = { model: Model; pairs: readonly ColumnPair[]; scale: Scale }

function fit(examples: readonly Examples[]): Fitted {
  const scale = scaleOf(examples)
  let pairs: readonly ColumnPair[] = []
  let wide = examples
  let next = fitChoice(examples, scale, RIDGE.next)
  for (let round = 0; round < PAIRS.rounds; round += 1) {
    const found = choosePairs(wide, next, scale, scale.mean.length, pairs, PAIRS.perRound)
    pairs = [...pairs, ...found]
    wide = examples.map((room) => withPairs(room, pairs, scale))
    const start = new Float64Array(scale.mean.length + pairs.length)
    start.set(next)
    next = fitChoice(wide, scaleOf(wide), RIDGE.next, start)
  }
  return { model: { next, soon: fitSoon(wide, scaleOf(wide), RIDGE.soon) }, pairs, scale }
}

function crossValidate(examples: readonly Examples[]): { figures: Figures; threshold: number } {
  const heldOut: HeldOut = { next: new PlaceTally(), soon: [] }
  for (let fold = 0; fold < FOLDS; fold += 1) {
    say(`fitting without part ${fold + 1} of ${FOLDS}`)
    const { model, pairs, scale } = fit(examples.filter((_room, index) => index % FOLDS !== fold))
    examples.forEach((room, index) => {
      if (index % FOLDS === fold) testRoom(model, withPairs(room, pairs, scale), heldOut)
    })
  }
  const threshold = chooseThreshold(heldOut.soon, MOST_MISSED)
  const soon = new GuessTally()
  for (const { probability, spoke } of heldOut.soon) soon.count(probability >= threshold, spoke)
  return { figures: figuresOf(heldOut.next, soon), threshold }
}

/** By the weights that have just been written: they are read when the module is first imported. */
async function measured(collections: readonly Collection[]): Promise<Record<string, Figures>> {
  const { measureSpeech } = await import('./speech.ts')
  return Object.fromEntries(
    collections.map((collection) => {
      const { next, soon } = measureSpeech([collection])
      return [collection.name, figuresOf(next.model, soon.model)]
    }),
  )
}

function figuresOf(next: PlaceTally, soon: GuessTally): Figures {
  return {
    nextSpeaker: rounded(next.accuracy),
    nextSpeakerTopThree: rounded(next.topThree),
    soonBalancedAccuracy: rounded(soon.balancedAccuracy),
    soonMissedRate: rounded(soon.missedRate),
  }
}

function provenanceOf(training: readonly Collection[]) {
  const rooms = training.flatMap((collection) => collection.rooms)
  return {
    madeBy: 'evaluation/train-turns.ts',
    date: new Date().toISOString().slice(0, 10),
    data: training.map(({ name }) => name).join(', '),
    rooms: rooms.length,
    messages: rooms.reduce((sum, { said }) => sum + said.length, 0),
    everyMoment: EVERY_MOMENT,
    ridge: RIDGE,
    pairs: PAIRS,
    folds: FOLDS,
    mostMissed: MOST_MISSED,
  }
}

function write(
  { model, pairs, scale }: Fitted,
  names: readonly string[],
  threshold: number,
  provenance: object,
): void {
  const weightsAt = (column: number) => ({
    next: rounded(model.next[column] ?? 0),
    soon: rounded(model.soon.weights[column] ?? 0),
  })
  const features = Object.fromEntries(
    names.map((name, column) => [
      name,
      {
        ...weightsAt(column),
        mean: rounded(scale.mean[column] ?? 0),
        spread: rounded(scale.spread[column] ?? 0),
      },
    ]),
  )
  const products = pairs.map(([first, second], index) => ({
    first: names[first],
    second: names[second],
    ...weightsAt(names.length + index),
  }))
  const soon = { threshold: rounded(threshold), bias: rounded(model.soon.bias) }
  writeFileSync(TARGET, `${JSON.stringify({ provenance, soon, features, pairs: products }, null, 2)}\n`)
}

function rounded(value: number): number {
  return Number(value.toFixed(4))
}
