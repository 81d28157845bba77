import { parseArgs } from 'node:util'
import { MUTANTS } from './mutants.ts'
import { plant } from './plant.ts'
import { createProgress } from './progress.ts'
import { findMutant } from './run-alone.ts'
import type { Result } from './simulate.ts'

/**
 * `npm run simulate -- [--seeds N] [--hours N] [--seed S] [--json]` lives N worlds through, each for so many
 * hours, or the one of a seed. `--mutants` plants one bug after the other and tells which are found; with
 * `--mutant NAME` that bug is in the worlds. Fails where something went wrong, or a mutant lives.
 */
const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '34' },
    hours: { type: 'string', default: '50' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    mutant: { type: 'string' },
    mutants: { type: 'boolean', default: false },
  },
})
const [seeds, hours] = [wholeNumber('seeds', options.seeds), wholeNumber('hours', options.hours)]

if (options.mutants) process.exitCode = await runMutants()
else process.exitCode = await runWorlds()

async function runWorlds(): Promise<number> {
  const mutant = MUTANTS.find(({ name }) => name === options.mutant)
  if (options.mutant !== undefined && mutant === undefined) stop(`no mutant is called ${options.mutant}`)
  if (mutant !== undefined) plant(mutant)
  const { simulate } = await import('./simulate.ts')
  const { commandFor, summaryOf } = await import('./summary.ts')
  const names =
    options.seed === undefined ? Array.from({ length: seeds }, (_, i) => `${i + 1}`) : [options.seed]
  const progress = createProgress(names.length, 'worlds')
  const started = performance.now()
  const results: Result[] = []
  for (const [index, seed] of names.entries()) {
    const result = await simulate(seed, hours)
    results.push(result)
    progress.show(index + 1)
    if (options.json) print(JSON.stringify(result))
    if (result.broken.length === 0) continue
    progress.clear()
    tell(`Seed ${seed}:`, ...result.broken.slice(0, 10).map((line) => `  ${line}`))
    tell(`Again: ${commandFor(result, hours, options.mutant)}`)
    if (mutant !== undefined) break
  }
  progress.clear()
  if (!options.json) print(summaryOf(results, performance.now() - started))
  return results.some(({ broken }) => broken.length > 0) ? 1 : 0
}

async function runMutants(): Promise<number> {
  const progress = createProgress(MUTANTS.length, 'mutants')
  let living = 0
  for (const [index, { name }] of MUTANTS.entries()) {
    const { found, by } = await findMutant(name, seeds, hours)
    progress.clear()
    if (!found) living += 1
    if (options.json) print(JSON.stringify({ mutant: name, found, by }))
    else print(`${found ? 'found' : 'LIVES'}  ${name.padEnd(32)} ${by.slice(0, 110)}`.trimEnd())
    progress.show(index + 1)
  }
  progress.clear()
  if (!options.json) print(`${MUTANTS.length - living} of ${MUTANTS.length} mutants were found.`)
  return living === 0 ? 0 : 1
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 ? number : stop(`--${name} takes a whole number from 1 up`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function tell(...lines: string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`)
}

function stop(why: string): never {
  tell(why)
  process.exit(2)
}
