import { FAILURE_CODES, Failure } from '@parley/protocol'
import { APICallError, LoadAPIKeyError, RetryError } from 'ai'
import { describe, expect, test } from 'vitest'
import { classifyFault, CutStreamError, DeadlineError, failureOf, MalformedAnswerError } from './failure.ts'

const NOW = Date.parse('2026-11-21T12:00:00Z')

function answered(statusCode: number | undefined, body = '', responseHeaders: Record<string, string> = {}) {
  return new APICallError({
    message: 'failed',
    url: 'https://provider.example/v1',
    requestBodyValues: {},
    responseBody: body,
    responseHeaders,
    ...(statusCode === undefined ? {} : { statusCode }),
  })
}

describe('[M8] faults are sorted', () => {
  test.each([
    [401, '', 'provider-unauthorized', false],
    [403, '', 'provider-unauthorized', false],
    [402, '', 'provider-refused', false],
    [404, '', 'model-not-found', false],
    [400, 'The model `gpt-0` does not exist', 'model-not-found', false],
    [400, 'context too long', 'provider-refused', false],
    [400, 'Your credit balance is too low', 'provider-refused', false],
    [413, '', 'provider-refused', false],
    [408, '', 'provider-timeout', true],
    [429, '', 'provider-rate-limited', true],
    [429, '{"code":"insufficient_quota"}', 'provider-refused', false],
    [500, '', 'provider-unavailable', true],
    [503, '', 'provider-unavailable', true],
    [504, '', 'provider-timeout', true],
    [529, 'overloaded', 'provider-unavailable', true],
    [200, '<html>', 'provider-unavailable', true],
    [undefined, '', 'provider-unavailable', true],
  ] as const)('HTTP %s %j is %s', (status, body, code, transient) => {
    expect(classifyFault(answered(status, body), NOW)).toEqual({ code, transient })
  })

  test('by kind of error', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    const unavailable = { code: 'provider-unavailable', transient: true }
    expect(classifyFault(new TypeError('fetch failed', { cause: refused }), NOW)).toEqual(unavailable)
    expect(classifyFault(new CutStreamError('cut'), NOW)).toEqual(unavailable)
    expect(classifyFault(new DeadlineError('slow'), NOW)).toEqual({
      code: 'provider-timeout',
      transient: false,
    })
    expect(classifyFault(new MalformedAnswerError('x'), NOW).code).toBe('malformed-answer')
    expect(classifyFault(new LoadAPIKeyError({ message: 'no key' }), NOW).code).toBe('provider-unauthorized')
    const retried = new RetryError({ message: 'x', reason: 'maxRetriesExceeded', errors: [answered(503)] })
    expect(classifyFault(retried, NOW)).toEqual(unavailable)
    expect(classifyFault(new Error('a bug'), NOW)).toEqual({ code: 'internal', transient: false })
    expect(classifyFault('not even an error', NOW).code).toBe('internal')
  })

  test.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:09 GMT' }, 9_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
  ])('Retry-After %j is %s ms', (headers, retryAfterMs) => {
    expect(classifyFault(answered(429, '', headers as Record<string, string>), NOW).retryAfterMs).toBe(
      retryAfterMs,
    )
  })
})

describe('[M8] failures are plain sentences', () => {
  const subject = { providerName: 'OpenAI', modelId: 'openai:gpt-6-astra' }

  test.each(FAILURE_CODES)('%s', (code) => {
    const failure = failureOf(code, { ...subject, agentName: 'A'.repeat(80) })
    expect(Failure.parse(failure)).toEqual(failure)
    expect(failure.message).toMatch(/^A{80} could not answer: .+\.$/)
    expect(failureOf(code, subject).message).toMatch(/^Nobody could answer: .+\.$/)
  })
})
