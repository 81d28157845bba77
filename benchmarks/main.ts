import { createReporter } from './figure.ts'
import type { Benchmark } from './figure.ts'

/**
 * `npm run bench -- [--json] [name…]` runs all benchmarks but those of `ON_REQUEST`, or those that are
 * named, one after another. With `--json`, one figure per line.
 */
const BENCHMARKS: Record<string, () => Promise<{ run: Benchmark }>> = {
  append: () => import('./append.ts'),
  channel: () => import('./channel.ts'),
  tokens: () => import('./tokens.ts'),
  connections: () => import('./connections.ts'),
  presence: () => import('./presence.ts'),
  neighbours: () => import('./neighbours.ts'),
  agents: () => import('./agents.ts'),
  director: () => import('./director.ts'),
  'reply-modes': () => import('./reply-modes.ts'),
  start: () => import('./start.ts'),
  'cold-start': () => import('./cold-start.ts'),
}
/** Takes minutes and downloads everything anew. */
const ON_REQUEST = new Set(['cold-start'])

const given = process.argv.slice(2)
const names = given.filter((argument) => argument !== '--json')
const unknown = names.filter((name) => !Object.hasOwn(BENCHMARKS, name))
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(BENCHMARKS).join(', ')}.`)
  process.exit(1)
}

const report = createReporter(given.includes('--json'), (line) => console.log(line))
for (const [name, load] of Object.entries(BENCHMARKS)) {
  if (names.length > 0 ? !names.includes(name) : ON_REQUEST.has(name)) continue
  const { run } = await load()
  await run(report)
}
