import { userInfo } from 'node:os'
import { v7 as newId } from 'uuid'
import { ensureOwner } from '../authority/owner.ts'
import { issueToken } from '../authority/tokens.ts'
import type { Configuration } from '../configuration.ts'
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts'
import { readAccess } from './access.ts'

/** A new API token of the owner: from the running server, else straight from the data folder. */
export async function newToken(configuration: Configuration): Promise<string> {
  const answer = await askServer(configuration, '/api/tokens')
  if (answer !== undefined) return String(answer['token'])
  const store = await openSqliteStore({ directory: configuration.dataDirectory })
  try {
    const owner = await ensureOwner(store.directory, newId, ownerName(), Date.now())
    const holder = { member: owner.id, kind: 'person', createdBy: owner.id } as const
    return (await issueToken(store.directory, holder, Date.now())).token
  } finally {
    await store.close()
  }
}

/** A new one-time link of the running server; undefined where none runs. */
export async function newSignInUrl(configuration: Configuration): Promise<string | undefined> {
  const access = await readAccess(configuration.dataDirectory)
  const answer = await askServer(configuration, '/api/sign-in-links')
  return access && answer && `${access.url}${String(answer['path'])}`
}

async function askServer(
  { dataDirectory }: Configuration,
  path: string,
): Promise<Record<string, unknown> | undefined> {
  const access = await readAccess(dataDirectory)
  if (access === undefined) return undefined
  try {
    const response = await fetch(access.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${access.token}` },
    })
    return response.ok ? ((await response.json()) as Record<string, unknown>) : undefined
  } catch {
    // The server that wrote the file was killed: the folder is free.
    return undefined
  }
}

/** What agents call the owner until they change it: the name of the account, made to look like one. */
export function ownerName(): string {
  const { username } = userInfo()
  if (username === '' || username === 'root') return 'Friend'
  return username.charAt(0).toUpperCase() + username.slice(1)
}
