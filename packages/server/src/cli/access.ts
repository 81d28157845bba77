import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError } from '../configuration.ts'

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

export type Environment = Readonly<Record<string, string | undefined>>

/** The server of PARLEY_URL and PARLEY_TOKEN, else the one that has this data folder. @throws ConfigurationError */
export async function accessTo(dataDirectory: string, env: Environment): Promise<Omit<Access, 'pid'>> {
  const { PARLEY_URL: url, PARLEY_TOKEN: token } = env
  if (url && token) return { url, token }
  const access = await readAccess(dataDirectory)
  if (access !== undefined) return access
  throw new ConfigurationError(
    'No server is running on this data folder. Start one, or set PARLEY_URL and PARLEY_TOKEN.',
  )
}
