/** Value, gradient and Hessian (row by row, symmetric) of a function at a point. */
export type Curvature = { value: number; gradient: Float64Array; hessian: Float64Array }

/**
 * The point at which a convex function is least, by Newton's method from `start` with halved steps. A ridge of
 * `ridge / 2 · |w|²` is added. Deterministic: the same function gives the same point.
 */
export function minimise(
  start: Float64Array,
  ridge: number,
  at: (point: Float64Array) => Curvature,
): Float64Array {
  let point = new Float64Array(start)
  let here = ridged(at(point), point, ridge)
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration += 1) {
    const step = solve(here.hessian, here.gradient)
    const decrement = dot(step, here.gradient)
    if (decrement < TOLERANCE) break
    let scale = 1
    let next = moved(point, step, scale)
    let there = ridged(at(next), next, ridge)
    while (there.value > here.value && scale > SMALLEST_STEP) {
      scale /= 2
      next = moved(point, step, scale)
      there = ridged(at(next), next, ridge)
    }
    point = next
    here = there
  }
  return point
}

const MOST_ITERATIONS = 20
const TOLERANCE = 0.1
const SMALLEST_STEP = 1 / 1024

function ridged({ value, gradient, hessian }: Curvature, point: Float64Array, ridge: number): Curvature {
  const size = point.length
  return {
    value: value + (ridge / 2) * dot(point, point),
    gradient: gradient.map((slope, index) => slope + ridge * (point[index] ?? 0)),
    hessian: hessian.map((entry, index) => entry + (index % (size + 1) === 0 ? ridge : 0)),
  }
}

function moved(point: Float64Array, step: Float64Array, scale: number): Float64Array<ArrayBuffer> {
  return new Float64Array(point.map((value, index) => value - scale * (step[index] ?? 0)))
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}

/** Solves `matrix · x = right` for a symmetric positive definite matrix, by Cholesky's decomposition. */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const lower = new Float64Array(size * size)
  const entry = (values: Float64Array, row: number, column: number) => values[row * size + column] ?? 0
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = entry(matrix, row, column)
      for (let k = 0; k < column; k += 1) rest -= entry(lower, row, k) * entry(lower, column, k)
      if (row === column && rest <= 0) throw new Error('the matrix is not positive definite')
      lower[row * size + column] = row === column ? Math.sqrt(rest) : rest / entry(lower, column, column)
    }
  }
  const half = new Float64Array(size)
  for (let row = 0; row < size; row += 1) {
    let rest = right[row] ?? 0
    for (let k = 0; k < row; k += 1) rest -= entry(lower, row, k) * (half[k] ?? 0)
    half[row] = rest / entry(lower, row, row)
  }
  const solution = new Float64Array(size)
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = half[row] ?? 0
    for (let k = row + 1; k < size; k += 1) rest -= entry(lower, k, row) * (solution[k] ?? 0)
    solution[row] = rest / entry(lower, row, row)
  }
  return solution
}
