import { setTimeout as sleep } from 'node:timers/promises'

/** Waits `ms`; rejects with the signal's reason as soon as it aborts. Tests give one that does not wait. */
export type Delay = (ms: number, signal?: AbortSignal) => Promise<void>

export const realDelay: Delay = async (ms, signal) => {
  signal?.throwIfAborted()
  if (ms <= 0) return
  try {
    await sleep(ms, undefined, signal ? { signal } : {})
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}
