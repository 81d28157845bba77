import { APICallError } from 'ai'
import { describe, expect, test } from 'vitest'
import { attemptWithRetries, MAX_RETRY_AFTER_MS } from './attempt.ts'
import { ModelFailure } from './failure.ts'

const subject = { providerName: 'OpenAI', modelId: 'openai:gpt-6-astra', agentName: 'Ada' }

function http(statusCode: number, retryAfter?: string): APICallError {
  const responseHeaders: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': retryAfter }
  return new APICallError({ message: 'no', url: 'x', requestBodyValues: {}, statusCode, responseHeaders })
}

/** Fails with each of these in turn, then answers. */
function attempts(...errors: unknown[]) {
  const waits: number[] = []
  let calls = 0
  const run = (signal?: AbortSignal) =>
    attemptWithRetries(
      async () => {
        calls += 1
        if (calls <= errors.length) throw errors[calls - 1]
        return 'answer'
      },
      { subject, signal, delay: async (ms) => void waits.push(ms) },
    )
  return { run, waits, calls: () => calls }
}

describe('[M8] retries', () => {
  test('a server error is tried again twice, with growing pauses', async () => {
    const { run, waits } = attempts(http(500), http(503))
    await expect(run()).resolves.toBe('answer')
    expect(waits).toEqual([500, 2_000])
  })

  test('the third failure in a row is final', async () => {
    const { run, calls } = attempts(http(500), http(500), http(500))
    await expect(run()).rejects.toMatchObject({ failure: { code: 'provider-unavailable', retryable: true } })
    expect(calls()).toBe(3)
  })

  test('Retry-After is honoured', async () => {
    const { run, waits } = attempts(http(429, '7'))
    await expect(run()).resolves.toBe('answer')
    expect(waits).toEqual([7_000])
  })

  test('a Retry-After beyond the cap fails at once', async () => {
    const { run, waits } = attempts(http(429, String(MAX_RETRY_AFTER_MS / 1_000 + 1)))
    await expect(run()).rejects.toMatchObject({ failure: { code: 'provider-rate-limited' } })
    expect(waits).toEqual([])
  })

  test.each([401, 404, 400])('HTTP %i is never tried again', async (status) => {
    const { run, calls } = attempts(http(status))
    await expect(run()).rejects.toBeInstanceOf(ModelFailure)
    expect(calls()).toBe(1)
  })

  test('[D4] an abort is no failure and ends the retries', async () => {
    const controller = new AbortController()
    const { run, calls } = attempts(http(500))
    controller.abort()
    await expect(run(controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
    expect(calls()).toBe(0)
  })
})
