import fc from 'fast-check'
import { expect, test } from 'vitest'
import { descend } from './descend.ts'
import { minimise, solve } from './newton.ts'

test('a system of equations is solved', () => {
  const solution = solve(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 8))
  expect([...solution]).toEqual([expect.closeTo(1.75), expect.closeTo(1.5)])
  expect(() => solve(Float64Array.of(0, 0, 0, 0), Float64Array.of(1, 1))).toThrow('not positive definite')
})

test('the least point of a convex function is found, from anywhere', () => {
  const bowl = (point: Float64Array) => {
    const [x = 0, y = 0] = point
    return {
      value: Math.cosh(x - 1) * 100 + 50 * (y + 2) ** 2,
      gradient: Float64Array.of(Math.sinh(x - 1) * 100, 100 * (y + 2)),
      hessian: Float64Array.of(Math.cosh(x - 1) * 100, 0, 0, 100),
    }
  }
  const within = fc.double({ min: -5, max: 5, noNaN: true })
  fc.assert(
    fc.property(within, within, (x, y) => {
      const [a = 0, b = 0] = minimise(Float64Array.of(x, y), 0, bowl)
      expect(a).toBeCloseTo(1, 1)
      expect(b).toBeCloseTo(-2, 1)
    }),
  )
})

test('a ridge draws towards nothing', () => {
  const bowl = ([x = 0]: Float64Array) => ({
    value: 50 * (x - 1) ** 2,
    gradient: Float64Array.of(100 * (x - 1)),
    hessian: Float64Array.of(100),
  })
  expect(minimise(Float64Array.of(0), 100, bowl)[0]).toBeCloseTo(0.5)
})

test('a simplex walks downhill without slopes', () => {
  const [x = 0, y = 0] = descend([4, -4], [1, 1], 200, ([a = 0, b = 0]) => (a - 1) ** 2 + Math.abs(b + 2))
  expect(x).toBeCloseTo(1, 2)
  expect(y).toBeCloseTo(-2, 2)
})
