import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'

/** The pictures that are right. */
export const FOLDER = fileURLToPath(new URL('pictures', import.meta.url))
/** What tells whether this machine draws as the one did that stored them. */
export const PROBE = 'probe'

/** Which browser stored them: its name's number before the first point. */
export const DRAWN_BY = join(FOLDER, 'drawn-by.txt')

/** The same for a browser at hand: from one to the next, a half pixel may be rounded the other way. */
export function majorOf(browser: Browser): string {
  return browser.version().split('.')[0] ?? ''
}

export async function storedNames(): Promise<string[]> {
  const pictures = (await readdir(FOLDER)).filter((file) => file.endsWith('.png'))
  return pictures.map((file) => file.replace(/\.png$/u, '')).filter((name) => name !== PROBE)
}

export function readStored(name: string): Promise<Buffer> {
  return readFile(join(FOLDER, `${name}.png`))
}
