import { expect, test } from 'vitest'
import { intoView, menuPlace } from './menu-place.ts'

const view = { topPx: 60, bottomPx: 740 }
const heights = { tapbacksPx: 50, listPx: 200 }

test('[W1] tapbacks above, list below, where both fit', () => {
  expect(menuPlace({ topPx: 300, bottomPx: 340 }, view, heights)).toEqual({
    tapbacksTopPx: 242,
    listTopPx: 348,
    listPx: 200,
  })
})

test('[W1] near the composer both stand above, near the header both below', () => {
  expect(menuPlace({ topPx: 690, bottomPx: 730 }, view, heights)).toEqual({
    tapbacksTopPx: 632,
    listTopPx: 424,
    listPx: 200,
  })
  expect(menuPlace({ topPx: 70, bottomPx: 110 }, view, heights)).toEqual({
    tapbacksTopPx: 118,
    listTopPx: 176,
    listPx: 200,
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

test('[W1] on a screen too low for both, the list is as high as there is room, and all of it is in view', () => {
  const low = { topPx: 60, bottomPx: 260 }
  const place = menuPlace({ topPx: 120, bottomPx: 160 }, low, heights)
  expect(place).toEqual({ tapbacksTopPx: 60, listTopPx: 118, listPx: 142 })
})

test('[W1] what would stand beyond an edge is moved in; what is too wide is seen from its beginning', () => {
  const edges = { leftPx: 6, rightPx: 314 }
  expect(intoView(52, 212, edges)).toBe(0)
  expect(intoView(52, 270, edges)).toBe(-8)
  expect(intoView(-4, 270, edges)).toBe(10)
  expect(intoView(40, 400, edges)).toBe(-34)
})
