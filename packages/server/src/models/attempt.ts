import { classifyFault, failureOf, ModelFailure, type Fault, type FaultSubject } from './failure.ts'
import { realDelay, type Delay } from './delay.ts'

/** Retries after the first attempt, for faults that pass. [M8] */
export const MAX_RETRIES = 2
/** A provider that asks for a longer pause than this gets none: people see the failure at once. */
export const MAX_RETRY_AFTER_MS = 20_000

const UNAVAILABLE_BACKOFF_MS = [500, 2_000] as const
const RATE_LIMITED_BACKOFF_MS = [2_000, 6_000] as const

export type AttemptOptions = {
  readonly subject: FaultSubject
  readonly signal?: AbortSignal | undefined
  readonly delay?: Delay | undefined
  /** Whether a model that its provider did not know is on its list after all: it is tried once more. */
  readonly renew?: (() => Promise<boolean>) | undefined
}

/**
 * Milliseconds to wait before retry number `retry` (0 for the first); undefined when the fault is
 * final. A `Retry-After` is honoured as it is, within MAX_RETRY_AFTER_MS. [M8]
 */
export function pauseBeforeRetry(fault: Fault, retry: number): number | undefined {
  if (!fault.transient || retry >= MAX_RETRIES) return undefined
  if (fault.retryAfterMs !== undefined) {
    return fault.retryAfterMs <= MAX_RETRY_AFTER_MS ? fault.retryAfterMs : undefined
  }
  const backoff = fault.code === 'provider-rate-limited' ? RATE_LIMITED_BACKOFF_MS : UNAVAILABLE_BACKOFF_MS
  return backoff[retry]
}

/**
 * Runs `attempt` until it succeeds, retrying passing faults within the bound. Throws a
 * `ModelFailure` for a final fault, and the signal's reason when the caller aborted. [M8]
 */
export async function attemptWithRetries<Result>(
  attempt: () => Promise<Result>,
  options: AttemptOptions,
): Promise<Result> {
  for (let retry = 0; ; retry += 1) {
    options.signal?.throwIfAborted()
    try {
      return await attempt()
    } catch (error) {
      await pauseOrThrow(error, retry, options)
    }
  }
}

/** Waits before retry number `retry`, or throws what the caller is to see of `error`. */
export async function pauseOrThrow(error: unknown, retry: number, options: AttemptOptions): Promise<void> {
  const { subject, signal, delay = realDelay } = options
  signal?.throwIfAborted()
  if (error instanceof ModelFailure) throw error
  const fault = classifyFault(error, Date.now())
  if (fault.code === 'model-not-found' && retry === 0 && (await options.renew?.()) === true) return
  const pauseMs = pauseBeforeRetry(fault, retry)
  if (pauseMs === undefined) throw new ModelFailure(failureOf(fault.code, subject), { cause: error })
  await delay(pauseMs, signal)
}
