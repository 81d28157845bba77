/** 0: all the same; 1: one has everything. */
export function gini(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0)
  const apart = values
    .flatMap((a) => values.map((b) => Math.abs(a - b)))
    .reduce((sum, value) => sum + value, 0)
  return apart / (2 * values.length * total)
}

/** 1: all the same; 0: one has everything. */
export function entropy(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0)
  const bits = values.map((value) => (value / total) * Math.log(value / total))
  return -bits.reduce((sum, value) => sum + value, 0) / Math.log(values.length)
}
