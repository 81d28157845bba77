import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The pictures that are right. */
export const FOLDER = fileURLToPath(new URL('pictures', import.meta.url))
/** What tells whether this machine draws as the one did that stored them. */
export const PROBE = 'probe'

export async function storedNames(): Promise<string[]> {
  return (await readdir(FOLDER)).map((file) => file.replace(/\.png$/u, '')).filter((name) => name !== PROBE)
}

export function readStored(name: string): Promise<Buffer> {
  return readFile(join(FOLDER, `${name}.png`))
}
