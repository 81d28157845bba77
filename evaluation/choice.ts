/** What rows `begin` to `end` score by `weights`, one for each column. */
export function scoresOf(
  rows: Float32Array,
  begin: number,
  end: number,
  weights: Float64Array,
): Float64Array {
  const width = weights.length
  const scores = new Float64Array(end - begin)
  for (let row = begin; row < end; row += 1) {
    let score = 0
    for (let k = 0; k < width; k += 1) score += (rows[row * width + k] ?? 0) * (weights[k] ?? 0)
    scores[row - begin] = score
  }
  return scores
}

/** How likely each of the rows is to be the one that is chosen among them. */
export function softmaxShares(
  rows: Float32Array,
  begin: number,
  end: number,
  weights: Float64Array,
): Float64Array {
  const scores = scoresOf(rows, begin, end, weights)
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity)
  const powers = scores.map((score) => Math.exp(score - most))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
