import type { Failure } from '@parley/protocol'
import {
  APICallError,
  InvalidResponseDataError,
  JSONParseError,
  LoadAPIKeyError,
  NoOutputGeneratedError,
  RetryError,
  StreamProviderError,
  TypeValidationError,
} from 'ai'

export type FailureCode = Failure['code']

/** What a model call could not do, in a form that may be shown in the room. [M8] */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure'
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options)
    this.failure = failure
  }
}

/** A model did not send a byte for too long. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
}

/** A stream ended before the model had finished. */
export class CutStreamError extends Error {
  override readonly name = 'CutStreamError'
}

/** A model's answer cannot be used; `reason` tells the model what to mend. */
export class MalformedAnswerError extends Error {
  override readonly name = 'MalformedAnswerError'
}

/** Whom the sentence for people is about. */
export type FaultSubject = {
  readonly providerName: string
  readonly modelId: string
  /** Absent while it is not yet known which agent speaks. */
  readonly agentName?: string | undefined
}

export type Fault = {
  readonly code: FailureCode
  /** The same call may succeed within seconds. */
  readonly transient: boolean
  /** How long the provider asked us to wait. */
  readonly retryAfterMs?: number
}

/**
 * Sorts any error of a model call. Pure; `nowMs` only reads a `Retry-After` that is a date. Nothing
 * of the provider's own text is kept: it may quote the key or the prompt. [M8, S4]
 */
export function classifyFault(error: unknown, nowMs: number): Fault {
  if (RetryError.isInstance(error)) return classifyFault(error.lastError, nowMs)
  if (error instanceof DeadlineError) return { code: 'provider-timeout', transient: false }
  if (error instanceof CutStreamError) return { code: 'provider-unavailable', transient: true }
  if (error instanceof MalformedAnswerError) return { code: 'malformed-answer', transient: false }
  if (LoadAPIKeyError.isInstance(error)) return { code: 'provider-unauthorized', transient: false }
  if (isGarbled(error)) return { code: 'provider-unavailable', transient: true }
  if (NoOutputGeneratedError.isInstance(error)) return { code: 'malformed-answer', transient: false }
  if (APICallError.isInstance(error)) {
    const details = `${error.message} ${error.responseBody ?? ''}`
    if (error.statusCode === undefined) return { code: 'provider-unavailable', transient: true }
    return byStatus(error.statusCode, details, retryAfter(error.responseHeaders, nowMs))
  }
  if (StreamProviderError.isInstance(error)) {
    const details = `${error.message} ${error.type ?? ''} ${error.code ?? ''}`
    if (error.statusCode !== undefined) return byStatus(error.statusCode, details, undefined)
    if (/overloaded|server_error|unavailable/i.test(details)) return byStatus(503, details, undefined)
    if (/rate.?limit/i.test(details)) return byStatus(429, details, undefined)
    return { code: 'provider-unavailable', transient: error.isRetryable }
  }
  if (isConnectionError(error)) return { code: 'provider-unavailable', transient: true }
  return { code: 'internal', transient: false }
}

const NO_CREDIT =
  /insufficient.?(quota|credit|balance|funds)|credit balance|billing|exceeded your current quota/i
const NO_MODEL =
  /model[^.]{0,80}(not found|not exist|not supported|unknown|invalid)|(unknown|invalid|no such) model/i

function byStatus(status: number, details: string, retryAfterMs: number | undefined): Fault {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
  if (status === 401 || status === 403) return { code: 'provider-unauthorized', transient: false }
  if (status === 402 || NO_CREDIT.test(details)) return { code: 'provider-refused', transient: false }
  if (status === 404) return { code: 'model-not-found', transient: false }
  if (status === 429) return { code: 'provider-rate-limited', transient: true, ...wait }
  if (status === 408 || status === 504) return { code: 'provider-timeout', transient: true, ...wait }
  if (status >= 500) return { code: 'provider-unavailable', transient: true, ...wait }
  if (status === 400 && NO_MODEL.test(details)) return { code: 'model-not-found', transient: false }
  if (status >= 400) return { code: 'provider-refused', transient: false }
  // A success that the SDK could not read: a cut or garbled body.
  return { code: 'provider-unavailable', transient: true }
}

function retryAfter(headers: Record<string, string> | undefined, nowMs: number): number | undefined {
  const exact = Number(headers?.['retry-after-ms'] ?? Number.NaN)
  if (Number.isFinite(exact)) return Math.max(0, exact)
  const value = headers?.['retry-after']
  if (value === undefined || value.trim() === '') return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}

/** What came was no answer in the provider's own format: cut off, or a page of something in between. */
function isGarbled(error: unknown): boolean {
  if (JSONParseError.isInstance(error) || InvalidResponseDataError.isInstance(error)) return true
  if (TypeValidationError.isInstance(error)) return true
  return (
    error instanceof Error && /ended without a finish chunk|normalized \w+ stream error/.test(error.message)
  )
}

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
])

function isConnectionError(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    if ('code' in cause && CONNECTION_CODES.has(String(cause.code))) return true
    if (cause instanceof TypeError && /fetch failed|terminated|network/i.test(cause.message)) return true
    cause = cause.cause
  }
  return false
}

/** Whether a retry button makes sense before somebody changes the configuration. */
const RETRYABLE = {
  'provider-unauthorized': false,
  'provider-rate-limited': true,
  'provider-unavailable': true,
  'provider-timeout': true,
  'provider-refused': true,
  'model-not-found': false,
  'malformed-answer': true,
  'budget-reached': false,
  'server-restarted': true,
  internal: true,
} as const satisfies Record<FailureCode, boolean>

/** Puts a fault into a plain sentence for the people of the room. */
export function failureOf(code: FailureCode, subject: FaultSubject): Failure {
  const who = subject.agentName ?? 'Nobody'
  const couldNot = subject.agentName === undefined ? 'could answer' : 'could not answer'
  return { code, message: `${who} ${couldNot}: ${reasonOf(code, subject)}`, retryable: RETRYABLE[code] }
}

function reasonOf(code: FailureCode, { providerName, modelId }: FaultSubject): string {
  switch (code) {
    case 'provider-unauthorized':
      return `${providerName} did not accept the key. Check it in the server's settings.`
    case 'provider-rate-limited':
      return `${providerName} is asking us to slow down. Try again in a minute.`
    case 'provider-unavailable':
      return `${providerName} cannot be reached or is having trouble. Try again in a moment.`
    case 'provider-timeout':
      return `${providerName} took too long. Try again.`
    case 'provider-refused':
      return `${providerName} refused this request. Its account, limits or rules may be the reason.`
    case 'model-not-found':
      return `${providerName} does not know the model ${modelId}. Choose another one.`
    case 'malformed-answer':
      return `the answer of ${modelId} could not be understood. Try again.`
    case 'budget-reached':
      return 'what may be used up today is used up.'
    case 'server-restarted':
      return 'the server was restarted in the middle of it. Try again.'
    case 'internal':
      return 'something went wrong on our side. Try again.'
  }
}
