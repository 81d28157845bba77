import type { Result } from './simulate.ts'

const COUNTED = [
  'events',
  'turns',
  'interrupted',
  'failed',
  'acts',
  'crashes',
  'takeovers',
  'naps',
  'cuts',
  'outages',
  'storms',
  'clockJumps',
] as const

/** How to see the same world again. */
export function commandFor({ seed }: Result, hours: number, mutant?: string): string {
  return `npm run simulate -- --seed ${seed} --hours ${hours}${mutant === undefined ? '' : ` --mutant ${mutant}`}`
}

/** What was lived through, in one line, so that a clean run can be judged by how much happened in it. */
export function summaryOf(results: readonly Result[], tookMs: number): string {
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0)
  const counts = COUNTED.map((name) => `${sum((result) => result[name])} ${name}`)
  const broken = results.filter((result) => result.broken.length > 0)
  return [
    `${sum(({ roomHours }) => roomHours)} room-hours in ${(tookMs / 1_000).toFixed(1)} s: ${counts.join(', ')}.`,
    broken.length === 0 ? 'Nothing broke.' : `Broken: seeds ${broken.map(({ seed }) => seed).join(', ')}.`,
  ].join('\n')
}
