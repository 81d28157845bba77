/**
 * A point at which a function of few numbers is small, by the simplex of Nelder and Mead: it needs no
 * derivatives, only a start and how far to look in each direction. Deterministic.
 */
export function descend(
  start: readonly number[],
  reach: readonly number[],
  steps: number,
  height: (point: readonly number[]) => number,
): number[] {
  const corner = (point: readonly number[]) => ({ point, height: height(point) })
  let simplex = [
    start,
    ...start.map((_, axis) => start.map((x, k) => (k === axis ? x + (reach[k] ?? 0) : x))),
  ].map(corner)
  for (let step = 0; step < steps; step += 1) {
    simplex = simplex.toSorted((a, b) => a.height - b.height)
    const [best, worst, second] = [simplex[0], simplex.at(-1), simplex.at(-2)]
    if (best === undefined || worst === undefined || second === undefined) break
    const others = simplex.slice(0, -1)
    const centre = start.map(
      (_, k) => others.reduce((sum, { point }) => sum + (point[k] ?? 0), 0) / others.length,
    )
    const towards = (factor: number) => corner(centre.map((x, k) => x + factor * (x - (worst.point[k] ?? 0))))
    const mirrored = towards(1)
    if (mirrored.height < best.height) {
      const further = towards(2)
      simplex = [...others, further.height < mirrored.height ? further : mirrored]
    } else if (mirrored.height < second.height) {
      simplex = [...others, mirrored]
    } else {
      const nearer = towards(mirrored.height < worst.height ? 0.5 : -0.5)
      simplex =
        nearer.height < Math.min(worst.height, mirrored.height)
          ? [...others, nearer]
          : simplex.map(({ point }) => corner(point.map((x, k) => (x + (best.point[k] ?? 0)) / 2)))
    }
  }
  return [...(simplex.toSorted((a, b) => a.height - b.height)[0]?.point ?? start)]
}
