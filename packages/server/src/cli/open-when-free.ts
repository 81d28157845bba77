import { setTimeout as sleep } from 'node:timers/promises'
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts'
import { StoreError } from '../store/store-error.ts'
import type { Store } from '../store/store.ts'

/** How often a server that stands by looks whether the data folder is free. */
const LOOK_EVERY_MS = 200

/**
 * Opens the store of a data folder. Where another process has it, that is an error; a server that stands by
 * waits for it instead, calling `waiting` once, and takes over as soon as the other has died or stopped. [D15]
 */
export async function openWhenFree(directory: string, waiting: (() => void) | undefined): Promise<Store> {
  for (let looks = 0; ; looks += 1) {
    try {
      return await openSqliteStore({ directory })
    } catch (error) {
      if (waiting === undefined || !(error instanceof StoreError) || error.code !== 'in-use') throw error
      if (looks === 0) waiting()
      await sleep(LOOK_EVERY_MS)
    }
  }
}
