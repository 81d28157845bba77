import { useSyncExternalStore } from 'react'
import { Listeners } from './listeners.ts'

const MINUTE_MS = 60_000
const listeners = new Listeners()
let timer: ReturnType<typeof setInterval> | undefined
let minuteMs = currentMinute()

/** The time, to the minute: renders again when the minute changes. One timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => minuteMs)
}

function subscribe(listener: () => void): () => void {
  const unsubscribe = listeners.subscribe(listener)
  timer ??= setInterval(tick, 5_000)
  return () => {
    unsubscribe()
    if (!listeners.isEmpty) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  const next = currentMinute()
  if (next === minuteMs) return
  minuteMs = next
  listeners.tell()
}

function currentMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
}
