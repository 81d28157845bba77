import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How another command of the same user reaches the server that has the data folder open. */
export type Access = { url: string; token: string; pid: number }

const fileOf = (dataDirectory: string) => join(dataDirectory, 'server.json')

/** Writes the file for this user's eyes only. */
export async function writeAccess(dataDirectory: string, access: Access): Promise<void> {
  await writeFile(fileOf(dataDirectory), JSON.stringify(access), { mode: 0o600 })
}

export async function removeAccess(dataDirectory: string): Promise<void> {
  await rm(fileOf(dataDirectory), { force: true })
}

/** The running server of a data folder, or undefined where none has left word. */
export async function readAccess(dataDirectory: string): Promise<Access | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(dataDirectory), 'utf8')) as Access
  } catch {
    // No file: no server was started here, or it has stopped.
    return undefined
  }
}
