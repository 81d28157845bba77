import { useSyncExternalStore } from 'react'
import { Listeners } from '../../shared/listeners.ts'
import { readStored, writeStored } from '../../shared/storage.ts'

const KEY = 'parley.welcomed'
const listeners = new Listeners()

/** Whether this browser's reader knows its way: went through the welcome, said no to it, or has written. */
export function useWelcomed(): boolean {
  return useSyncExternalStore(listeners.subscribe, () => readStored(KEY) !== undefined)
}

/** From now on nothing introduces itself here. */
export function endWelcome(): void {
  if (readStored(KEY) !== undefined) return
  writeStored(KEY, 'yes')
  listeners.tell()
}
