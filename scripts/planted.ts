import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/**
 * Writes `files` (path to content) into a folder of their own, which is gone when the test ends. Answers the
 * folder.
 */
export function plant(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'parley-planted-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), content)
  }
  return dir
}
