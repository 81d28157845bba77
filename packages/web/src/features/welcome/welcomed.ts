import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from '../../shared/storage.ts'

const KEY = 'parley.welcomed'
const listeners = new Set<() => void>()

/** Whether this browser's reader knows its way: went through the welcome, said no to it, or has written. */
export function useWelcomed(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => readStored(KEY) !== undefined,
  )
}

/** From now on nothing introduces itself here. */
export function endWelcome(): void {
  if (readStored(KEY) !== undefined) return
  writeStored(KEY, 'yes')
  for (const listener of listeners) listener()
}
