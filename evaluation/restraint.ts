import { fileURLToPath } from 'node:url'
import { createReporter } from '../benchmarks/figure.ts'
import { dataArgument, toldPlainly } from './command-line.ts'
import { restraintFigures } from './restraint-figures.ts'
import { readCollections, requireTalk } from './rooms.ts'

/**
 * `npm run eval:restraint -- [--json] [--data FILE-OR-FOLDER]`: how much five agents would say in people's
 * rooms. With `--json`, one figure per line. What is measured how: README.md beside this file.
 */
const SAMPLE = fileURLToPath(new URL('./data/ubuntu-irc.dev.jsonl.gz', import.meta.url))

await toldPlainly(async () => {
  const given = process.argv.slice(2)
  const path = dataArgument(given, ['--json']) ?? SAMPLE
  const rooms = requireTalk(readCollections(path), path).flatMap((collection) => collection.rooms)
  const report = createReporter(given.includes('--json'), (line) => process.stdout.write(`${line}\n`))
  for (const found of restraintFigures(rooms)) report(found)
})
