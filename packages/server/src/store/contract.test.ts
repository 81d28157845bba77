import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { testStore } from '../../test/store/contract.ts'
import { openMemoryStore } from './memory/open-memory-store.ts'
import { openSqliteStore } from './sqlite/open-sqlite-store.ts'
import type { Store } from './store.ts'

const stores = [
  { name: 'memory', runs: 200, open: async () => openMemoryStore() },
  { name: 'sqlite', runs: 60, open: (directory: string) => openSqliteStore({ directory }) },
  // Every head is read from the projections, as after a restart.
  {
    name: 'sqlite without memory',
    runs: 60,
    open: (directory: string) => openSqliteStore({ directory, maxRoomsInMemory: 0 }),
  },
]

describe.each(stores)('the $name store', ({ open, runs }) => {
  let directory: string
  let opened: Store
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'parley-store-'))
    opened = await open(directory)
  })
  afterAll(async () => {
    await opened.close()
    await rm(directory, { recursive: true })
  })
  testStore(() => opened, runs)
})
