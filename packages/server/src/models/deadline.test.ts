import type { LanguageModelV4 } from '@ai-sdk/provider'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { composeAutopilot, probe, streamReply, type ResolvedModel } from './index.ts'
import { helloRoom } from '../../test/stand-ins.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** A provider that takes the request and never says anything. */
function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
}

const silent: LanguageModelV4 = {
  specificationVersion: 'v4',
  provider: 'silent',
  modelId: 'silent',
  supportedUrls: {},
  doGenerate: ({ abortSignal }) => untilAborted(abortSignal),
  doStream: ({ abortSignal }) => untilAborted(abortSignal),
}
const model: ResolvedModel = { id: 'silent:silent', providerName: 'Silent', model: silent, rehearsal: false }
const { autopilot, one } = helloRoom()

test('[M8] a model that sends nothing for 60 s fails visibly', async () => {
  const failing = composeAutopilot({ model, context: autopilot }).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(59_999)
  await vi.advanceTimersByTimeAsync(1)
  expect(await failing).toMatchObject({ failure: { code: 'provider-timeout', retryable: true } })
})

test('[M8] a stream that sends nothing for 60 s fails visibly', async () => {
  const failing = streamReply({ model, context: one })
    .next()
    .catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await failing).toMatchObject({ failure: { code: 'provider-timeout' } })
})

test('[D4] an abort while waiting leaves no timer behind', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const aborted = composeAutopilot({ model, context: autopilot, signal }).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(10)
  controller.abort()
  expect(await aborted).toMatchObject({ name: 'AbortError' })
})

test('[M1 M8] a test that is not answered in 20 s is given up, and sooner where nobody waits for it', async () => {
  const failing = probe({ model }).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await failing).toMatchObject({ failure: { code: 'provider-timeout' } })
  const controller = new AbortController()
  const aborted = probe({ model, signal: controller.signal }).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(10)
  controller.abort()
  expect(await aborted).toMatchObject({ name: 'AbortError' })
})
