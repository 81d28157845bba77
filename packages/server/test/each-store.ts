import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMemoryStore } from '../src/index.ts'
import { openSqliteStore } from '../src/store/sqlite/open-sqlite-store.ts'
import type { Store } from '../src/store/store.ts'

/** The stores on which a test of the whole server runs; `remove` cleans up after the store is closed. */
export const STORES: { name: string; open: () => Promise<{ store: Store; remove: () => Promise<void> }> }[] =
  [
    { name: 'memory', open: async () => ({ store: openMemoryStore(), remove: async () => undefined }) },
    {
      name: 'sqlite',
      open: async () => {
        const directory = await mkdtemp(join(tmpdir(), 'parley-access-'))
        const store = await openSqliteStore({ directory })
        return { store, remove: () => rm(directory, { recursive: true }) }
      },
    },
  ]
