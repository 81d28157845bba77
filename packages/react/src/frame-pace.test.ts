import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { onceAFrame } from './frame-pace.ts'

let frames: (() => void)[]

beforeEach(() => {
  frames = []
  vi.useFakeTimers()
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => {
    frames.push(frame)
    return frame
  })
  vi.stubGlobal('cancelAnimationFrame', (frame: () => void) => {
    frames = frames.filter((other) => other !== frame)
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('[W8] all changes of a frame show together, with the next frame', () => {
  const act = vi.fn()
  const change = onceAFrame(act)
  for (let token = 0; token < 50; token += 1) change()
  expect(act).not.toHaveBeenCalled()
  nextFrame()
  expect(act).toHaveBeenCalledTimes(1)
  nextFrame()
  expect(act).toHaveBeenCalledTimes(1)
  change()
  nextFrame()
  expect(act).toHaveBeenCalledTimes(2)
})

test('[W8] everything that waits for a frame is called by one and the same', () => {
  const [first, second] = [vi.fn(), vi.fn()]
  onceAFrame(first)()
  onceAFrame(second)()
  expect(frames).toHaveLength(1)
  nextFrame()
  expect(first).toHaveBeenCalledTimes(1)
  expect(second).toHaveBeenCalledTimes(1)
})

test('[W8] what a frame itself changes shows with the one after', () => {
  const act = vi.fn(() => {
    if (act.mock.calls.length === 1) change()
  })
  const change = onceAFrame(act)
  change()
  nextFrame()
  expect(act).toHaveBeenCalledTimes(1)
  nextFrame()
  expect(act).toHaveBeenCalledTimes(2)
})

test('[W8] a slow frame has the work of one', () => {
  const act = vi.fn()
  onceAFrame(act)()
  vi.advanceTimersByTime(450)
  expect(act).not.toHaveBeenCalled()
  nextFrame()
  expect(act).toHaveBeenCalledTimes(1)
})

test('[W8] a page in the background, which gets no frames, is up to date within a tenth of a second', () => {
  vi.stubGlobal('document', { visibilityState: 'hidden' })
  const act = vi.fn()
  const change = onceAFrame(act)
  change()
  change()
  vi.advanceTimersByTime(100)
  expect(act).toHaveBeenCalledTimes(1)
  expect(frames).toEqual([])
})

function nextFrame(): void {
  for (const frame of frames.splice(0)) frame()
}
