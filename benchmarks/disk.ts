import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** File systems of Linux that live in memory: there a durable write costs nothing, and no figure is worth anything. */
const IN_MEMORY = new Set([0x01021994, 0x858458f6])

/** Runs `measure` with a new folder on a real disk, and removes the folder. */
export async function withFolderOnDisk(measure: (directory: string) => Promise<void>): Promise<void> {
  const parent = tmpdir()
  if (IN_MEMORY.has(statfsSync(parent).type)) {
    throw new Error(`${parent} is in memory: set TMPDIR to a folder on a disk`)
  }
  const directory = mkdtempSync(join(parent, 'parley-bench-'))
  try {
    await measure(directory)
  } finally {
    rmSync(directory, { recursive: true })
  }
}
