import { useSyncExternalStore } from 'react'

const MINUTE_MS = 60_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let minuteMs = currentMinute()

/** The time, to the minute: renders again when the minute changes. One timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => minuteMs)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 5_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  const next = currentMinute()
  if (next === minuteMs) return
  minuteMs = next
  for (const listener of listeners) listener()
}

function currentMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
}
