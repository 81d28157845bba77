import { randomUUID } from 'node:crypto'
import type { RoomEvent } from '@parley/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { launchBrowser, openApp } from './browser.ts'
import { ownerToken, startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

/** A server and a browser for the tests of one file; both end with its last test. */
export type Hosted = {
  readonly data: string
  readonly server: ServerProcess
  readonly browser: Browser
  /** Asks as the owner, by a token; with a body it is a POST. Rejects whatever is not a success. */
  api: <Answer>(path: string, body?: unknown) => Promise<Answer>
  /** Has the owner do something in a room. */
  command: (room: string, command: Record<string, unknown>) => Promise<void>
  /** A link by which one more window becomes the owner's. */
  signInLink: () => Promise<string>
  /** The whole log of a room, as far as it has up to 500 events. */
  readLog: (room: string) => Promise<RoomEvent[]>
}

/** The same with the owner's window at the list, and what went wrong in it. */
export type HostedApp = Hosted & { readonly page: Page; readonly errors: string[] }

/** To be awaited at the top of a file. `env` is as for `startServer`. */
export async function host(env: Record<string, string> = {}): Promise<Hosted> {
  const data = await temporaryData()
  const ends: (() => Promise<unknown>)[] = [data.remove]
  const end = async () => {
    for (const one of ends) await one()
  }
  afterAll(end)
  try {
    const server = await startServer(data.directory, env)
    ends.unshift(server.stop)
    const browser = await launchBrowser()
    ends.unshift(() => browser.close())
    return { data: data.directory, server, browser, ...ownerOf(server, data.directory) }
  } catch (error) {
    // Where a file does not load, what it has registered does not run.
    await end()
    throw error
  }
}

/** To be awaited at the top of a file: a host whose owner has opened the app. */
export async function hostApp(env: Record<string, string> = {}): Promise<HostedApp> {
  const hosted = await host(env)
  return { ...hosted, ...(await openApp(hosted.browser, hosted.server.signInUrl)) }
}

function ownerOf(
  { url }: ServerProcess,
  data: string,
): Pick<Hosted, 'api' | 'command' | 'signInLink' | 'readLog'> {
  let token: Promise<string> | undefined
  const api: Hosted['api'] = async <Answer>(path: string, body?: unknown) => {
    token ??= ownerToken(data)
    const headers = { authorization: `Bearer ${await token}`, 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(url + path, { headers, ...sent })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Answer
  }
  return {
    api,
    command: (room, command) => api(`/api/rooms/${room}/commands`, { id: randomUUID(), command }),
    signInLink: async () => url + (await api<{ path: string }>('/api/sign-in-links', {})).path,
    readLog: async (room) =>
      (await api<{ events: RoomEvent[] }>(`/api/rooms/${room}/events?limit=500`)).events,
  }
}
