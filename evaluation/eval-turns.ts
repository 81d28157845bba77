import { fileURLToPath } from 'node:url'
import { createReporter } from '../benchmarks/figure.ts'
import type { Figure } from '../benchmarks/figure.ts'
import { dataArgument, say, toldPlainly } from './command-line.ts'
import { readCollections, requireTalk } from './rooms.ts'
import type { Collection } from './rooms.ts'
import { gapFigures, speechFigures } from './turn-figures.ts'

/**
 * `npm run eval:turns -- [--json] [--data FILE-OR-FOLDER]`: how well the rule without a language model tells
 * who speaks, and how much like people's the pauses of the pace `natural` are. With `--json`, one figure per
 * line. What is measured how: README.md beside this file.
 */
const SAMPLE = fileURLToPath(new URL('./data', import.meta.url))
/** The rooms of the sample whose figures are those of who speaks; the other ones are there for the pauses. */
const SAMPLE_OF_SPEECH = 'ubuntu-irc.dev'

await toldPlainly(async () => {
  const given = process.argv.slice(2)
  const path = dataArgument(given, ['--json'])
  const collections = requireTalk(readCollections(path ?? SAMPLE), path ?? SAMPLE)
  const speech =
    path === undefined ? collections.filter(({ name }) => name === SAMPLE_OF_SPEECH) : collections
  const report = createReporter(given.includes('--json'), (line) => process.stdout.write(`${line}\n`))
  for (const found of figuresOf(speech, collections)) report(found)
})

/** The figures asked for over all rooms together, then those of each file, if there are several. */
function* figuresOf(speech: readonly Collection[], all: readonly Collection[]): Generator<Figure> {
  yield* speechFigures(speech)
  const gaps = gapFigures(all)
  yield* gaps
  if (gaps.length === 0)
    say('no gap-ks-distance: in these rooms clocks count minutes, the pace counts seconds')
  if (all.length < 2) return
  for (const collection of all) {
    yield* speechFigures([collection], `/${collection.name}`)
    yield* gapFigures([collection], `/${collection.name}`)
  }
}
