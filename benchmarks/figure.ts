/**
 * One measured number. `against` is what the same run measured of the thing it is compared with, in the
 * same unit, and `ratio` is value / against; both are null where there is nothing to compare with.
 */
export type Figure = {
  name: string
  value: number
  unit: string
  against: number | null
  ratio: number | null
}

/** What every benchmark module exports as `run`. */
export type Benchmark = (report: (figure: Figure) => void) => Promise<void>

export function figure(name: string, value: number, unit: string, against?: number): Figure {
  return {
    name,
    value: rounded(value),
    unit,
    against: against === undefined ? null : rounded(against),
    ratio: against === undefined ? null : rounded(value / against),
  }
}

/** Prints each figure as it comes: one JSON object per line, or a row of a table. */
export function createReporter(json: boolean, print: (line: string) => void): (figure: Figure) => void {
  if (json) return (given) => print(JSON.stringify(given))
  print(row('figure', 'value', 'unit', 'against', 'ratio'))
  return ({ name, value, unit, against, ratio }) =>
    print(
      row(name, shown(value), unit, against === null ? '' : shown(against), ratio === null ? '' : `${ratio}`),
    )
}

/** The middle one, or of an even number the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** `fraction` 0.99: 99 of 100 values are at most as large. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))]
  if (value === undefined) throw new Error('nothing was measured')
  return value
}

/** Three digits that say something. */
function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}

function shown(value: number): string {
  return value.toLocaleString('en')
}

function row(name: string, value: string, unit: string, against: string, ratio: string): string {
  return [name.padEnd(32), value.padStart(12), unit.padEnd(16), against.padStart(12), ratio.padStart(8)]
    .join(' ')
    .trimEnd()
}
