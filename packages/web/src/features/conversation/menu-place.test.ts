import { expect, test } from 'vitest'
import { menuPlace } from './menu-place.ts'

const view = { topPx: 60, bottomPx: 740 }
const heights = { tapbacksPx: 50, listPx: 200 }

test('[W1] tapbacks above, list below, where both fit', () => {
  expect(menuPlace({ topPx: 300, bottomPx: 340 }, view, heights)).toEqual({
    tapbacksTopPx: 242,
    listTopPx: 348,
  })
})

test('[W1] near the composer both stand above, near the header both below', () => {
  expect(menuPlace({ topPx: 690, bottomPx: 730 }, view, heights)).toEqual({
    tapbacksTopPx: 632,
    listTopPx: 424,
  })
  expect(menuPlace({ topPx: 70, bottomPx: 110 }, view, heights)).toEqual({
    tapbacksTopPx: 118,
    listTopPx: 176,
  })
})

test('[W1] whatever the bubble’s size and place, both are in view and apart', () => {
  for (let top = -900; top <= 800; top += 17) {
    for (const height of [36, 200, 700, 2_000]) {
      const place = menuPlace({ topPx: top, bottomPx: top + height }, view, heights)
      const [low, high] = [place.tapbacksTopPx, place.listTopPx]
      expect(Math.min(low, high)).toBeGreaterThanOrEqual(view.topPx)
      expect(Math.max(low + 50, high + 200)).toBeLessThanOrEqual(view.bottomPx)
      expect(low + 50 <= high || high + 200 <= low, `${top} ${height}`).toBe(true)
    }
  }
})
