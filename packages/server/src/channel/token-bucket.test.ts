import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

test('[C7] a burst at once, then as many as the rate allows', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 5 })
  expect(Array.from({ length: 6 }, () => bucket.take(0))).toEqual([0, 0, 0, 0, 0, 100])
  expect(bucket.take(99)).toBe(100)
  expect(bucket.take(100)).toBe(0)
  expect(bucket.take(100)).toBe(100)
})

test('[C7] whoever waits as long as it was told gets through', () => {
  const bucket = new TokenBucket({ perSecond: 3, burst: 1 })
  let now = 0
  for (let sent = 0; sent < 50; sent += 1) {
    const waitMs = bucket.take(now)
    if (waitMs === 0) continue
    now += waitMs
    expect(bucket.take(now)).toBe(0)
  }
})

test('[C7] never more than the burst and the rate, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 200 }), (jumps) => {
      const bucket = new TokenBucket({ perSecond: 20, burst: 40 })
      let [now, forward, taken] = [0, 0, 0]
      for (const jump of jumps) {
        now += jump
        forward += Math.max(0, jump)
        if (bucket.take(now) === 0) taken += 1
      }
      expect(taken).toBeLessThanOrEqual(40 + (forward * 20) / 1_000)
    }),
  )
})
