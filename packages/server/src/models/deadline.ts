import { DeadlineError } from './failure.ts'

/** How long a model may be silent. [M8] */
export const SILENCE_MS = 60_000

/** Aborts `signal` when `touch` was not called for `silenceMs`, or when the caller aborts. */
export type Deadline = {
  readonly signal: AbortSignal
  touch(): void
  stop(): void
}

/** Starts at once; must be stopped, so that no timer outlives its call. */
export function startDeadline(silenceMs: number, caller: AbortSignal | undefined): Deadline {
  const silence = new AbortController()
  const arm = (): ReturnType<typeof setTimeout> =>
    setTimeout(() => silence.abort(new DeadlineError(`nothing was received for ${silenceMs} ms`)), silenceMs)
  let timer = arm()
  return {
    signal: caller ? AbortSignal.any([caller, silence.signal]) : silence.signal,
    touch() {
      clearTimeout(timer)
      timer = arm()
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
