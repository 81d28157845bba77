import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { onceAFrame } from './frame-pace.ts'

let frames: (() => void)[]

beforeEach(() => {
  frames = []
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.splice(id - 1, 1))
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('[W8] the first change shows at once, and all others of a frame together with the next', () => {
  const act = vi.fn()
  const change = onceAFrame(act)
  change()
  expect(act).toHaveBeenCalledTimes(1)
  for (let token = 0; token < 50; token += 1) change()
  expect(act).toHaveBeenCalledTimes(1)
  frames[0]?.()
  expect(act).toHaveBeenCalledTimes(2)
})

test('[W8] a frame without a change renders nothing, and the next change shows at once again', () => {
  const act = vi.fn()
  const change = onceAFrame(act)
  change()
  frames[0]?.()
  expect(act).toHaveBeenCalledTimes(1)
  change()
  expect(act).toHaveBeenCalledTimes(2)
})

test('[W8] a page in the background, which gets no frames, is up to date within a tenth of a second', () => {
  const act = vi.fn()
  const change = onceAFrame(act)
  change()
  change()
  vi.advanceTimersByTime(100)
  expect(act).toHaveBeenCalledTimes(2)
})
