import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { persistently } from './later.ts'

let page: EventTarget
const network = { onLine: true }

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  network.onLine = true
  vi.stubGlobal('navigator', network)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const lost = () => new TypeError('Failed to fetch dynamically imported module')

test('[W6] code that does not come at once is asked for again until it does', async () => {
  const load = vi.fn().mockRejectedValueOnce(lost()).mockRejectedValueOnce(lost()).mockResolvedValue('code')
  const loaded = persistently(load)
  await vi.runAllTimersAsync()
  expect(await loaded).toBe('code')
  expect(load).toHaveBeenCalledTimes(3)
})

test('[W6] without a network it waits for one, however long, and then asks at once', async () => {
  network.onLine = false
  const load = vi.fn(() => (network.onLine ? Promise.resolve('code') : Promise.reject(lost())))
  const loaded = persistently(load)
  await vi.advanceTimersByTimeAsync(3_600_000)
  network.onLine = true
  page.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(0)
  expect(await loaded).toBe('code')
})

test('[W6] what never comes though there is a network is a fault in the end', async () => {
  const loaded = persistently(() => Promise.reject(lost()))
  const failed = expect(loaded).rejects.toThrow('dynamically imported')
  await vi.runAllTimersAsync()
  await failed
})
