import { getRequestListener } from '@hono/node-server'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { v7 as newId } from 'uuid'
import manifest from '../package.json' with { type: 'json' }
import { issue } from './authority/credentials.ts'
import { ensureOwner } from './authority/owner.ts'
import { Hub } from './channel/hub.ts'
import { listen } from './channel/listen.ts'
import { realClock } from './clock.ts'
import type { Office } from './commands/context.ts'
import type { Configuration } from './configuration.ts'
import { createApp } from './http/app.ts'
import { Log } from './log/log.ts'
import type { Delay, Models } from './models/index.ts'
import type { Report } from './report.ts'
import { Heads } from './rooms/heads.ts'
import { modelCalls } from './rooms/model-calls.ts'
import { Rooms } from './rooms/rooms.ts'
import { installStarterContent } from './starter/install.ts'
import type { Store } from './store/store.ts'

export type ServerPorts = {
  configuration: Configuration
  store: Store
  models: Models
  /** Name of the owner, for a first start. */
  ownerName: string
  report: Report
  now?: () => number
  /** Waits between attempts at a model; a real one by default. */
  delay?: Delay
  /** Folder of the built web app; by default that of this checkout, if it is there. */
  webDirectory?: string
}

export type RunningServer = {
  url: string
  /** A link that signs the owner in, once. */
  signInUrl: () => Promise<string>
  /** An API token of the owner. */
  token: () => Promise<string>
  rooms: Rooms
  /** Stops taking connections, lets what is on its way reach the log, closes the store. */
  close: () => Promise<void>
}

const WEB_DIRECTORY = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** Puts a server together and starts it; resolves when it answers. */
export async function serve(ports: ServerPorts): Promise<RunningServer> {
  const { configuration, store, models, report } = ports
  const now = ports.now ?? Date.now
  const log = new Log(store)
  const heads = new Heads(store, log)
  const { seed, pace } = configuration
  const office: Office = { store, log, heads, now, seed, defaultPace: pace ?? 'human' }
  const owner = await ensureOwner(store.directory, newId, ports.ownerName, now())
  await installStarterContent(office, owner)

  const rooms = new Rooms({
    store,
    log,
    clock: { ...realClock, now },
    calls: modelCalls({
      store,
      models,
      ...(pace ? { pace } : {}),
      ...(ports.delay ? { delay: ports.delay } : {}),
    }),
    report,
    ...(pace ? { pace } : {}),
  })
  const hub = new Hub(log)
  let ready = false
  const app = await createApp({
    office,
    about: { model: models.default, server: { version: manifest.version } },
    isUsableModel: (id) => isUsable(models, id),
    isReady: () => ready,
    report,
    ...webDirectory(ports),
  })
  const server = createServer(getRequestListener(app.fetch))
  const channel = listen(server, office, hub, report)
  const port = await takePort(server, configuration).catch(async (error: unknown) => {
    channel.close()
    await rooms.close()
    throw error
  })
  await rooms.resume()
  ready = true

  const url = `http://${configuration.host === '::1' ? '[::1]' : 'localhost'}:${port}`
  return {
    url,
    signInUrl: async () => `${url}/sign-in?token=${await issue(store.directory, owner.id, 'sign-in', now())}`,
    token: () => issue(store.directory, owner.id, 'token', now()),
    rooms,
    close: async () => {
      ready = false
      channel.close()
      server.close()
      await rooms.close()
      server.closeAllConnections()
      await store.close()
    },
  }
}

/** The port that it listens on; rejects with the system's error where that cannot be had. */
function takePort(server: Server, { port, host }: Configuration): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function webDirectory(ports: ServerPorts): { webDirectory?: string } {
  const directory = ports.webDirectory ?? WEB_DIRECTORY
  return existsSync(directory) ? { webDirectory: directory } : {}
}

function isUsable(models: Models, id: string): boolean {
  if (id === '') return true
  try {
    models.resolve(id)
    return true
  } catch {
    // Whatever is wrong with the id, the caller is told which one it was.
    return false
  }
}
