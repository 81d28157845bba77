import { getRequestListener } from '@hono/node-server'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { v7 as newId } from 'uuid'
import manifest from '../package.json' with { type: 'json' }
import { ModelCatalogue } from './agents/model-catalogue.ts'
import { Attachments } from './attachments/attachments.ts'
import { attachmentFolder } from './attachments/attachment-folder.ts'
import { sweepDaily } from './attachments/sweep-daily.ts'
import { openAuthority } from './authority/authority.ts'
import { ensureOwner } from './authority/owner.ts'
import { issueSignInLink } from './authority/sign-in-links.ts'
import { issueToken } from './authority/tokens.ts'
import { Hub } from './channel/hub.ts'
import { listen } from './channel/listen.ts'
import { Streams } from './channel/streams.ts'
import { connectionLimits } from './channel/token-bucket.ts'
import type { ConnectionLimits, Rate } from './channel/token-bucket.ts'
import { realClock } from './clock.ts'
import { Archives } from './commands/archives.ts'
import type { Office } from './commands/context.ts'
import type { Configuration } from './configuration.ts'
import { createApp } from './http/app.ts'
import { Log } from './log/log.ts'
import type { Delay, Models } from './models/index.ts'
import { Positions } from './presence/positions.ts'
import { LinkPreviews } from './previews/link-previews.ts'
import type { PreviewPorts } from './previews/link-previews.ts'
import type { Report } from './report.ts'
import { Spending } from './spending/spending.ts'
import { Heads } from './rooms/heads.ts'
import { Lorebooks } from './cards/index.ts'
import { Histories } from './rooms/histories.ts'
import { modelCalls } from './rooms/model-calls.ts'
import { OpenMessages } from './rooms/open-messages.ts'
import { Rooms } from './rooms/rooms.ts'
import { Titles } from './rooms/titles.ts'
import { installStarterContent } from './starter/install.ts'
import type { Store } from './store/store.ts'
import { Toolbox } from './tools/toolbox.ts'

export type ServerPorts = {
  configuration: Configuration
  store: Store
  models: Models
  /** What agents can be given; closed with the server. By default there is nothing. */
  toolbox?: Toolbox
  /** Name of the owner, for a first start. */
  ownerName: string
  report: Report
  now?: () => number
  /** What one connection may send; by default what the configuration says. */
  limits?: ConnectionLimits
  /** How often one address may come by a link; by default about what a school does. [S3] */
  joins?: Rate
  /** Set: links are looked up on the web, for the previews of messages. */
  previews?: Pick<PreviewPorts, 'rules' | 'debug'>
  /** Set: rooms that nobody names are named after their first exchange. */
  titles?: boolean
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
  /** Whatever is appended here is published. */
  log: Log
  /** Stops taking connections, lets what is on its way reach the log, closes the store. */
  close: () => Promise<void>
}

/** The first page goes before what signs its reader in. */
const WARM_AFTER_MS = 250
/** What the list of tokens calls the server's own. */
const TOKEN_NAME = 'parley command line'
const WEB_DIRECTORY = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** Puts a server together and starts it; resolves when it answers. */
export async function serve(ports: ServerPorts): Promise<RunningServer> {
  const { configuration, store, models, report } = ports
  const now = ports.now ?? Date.now
  const log = new Log(store)
  const heads = new Heads(store, log)
  const { seed, pace, budget = {} } = configuration
  const authority = openAuthority(store.directory, now, report)
  const files = attachmentFolder(configuration)
  const attachments = await Attachments.open(files.path, now)
  const positions = new Positions(store, realClock.after, report)
  const office: Office = {
    positions,
    store,
    log,
    heads,
    attachments,
    archives: new Archives(store, log),
    authority,
    now,
    seed,
    defaultPace: pace ?? 'human',
  }
  const owner = await ensureOwner(store.directory, newId, ports.ownerName, now())
  await installStarterContent(office, owner)

  const toolbox = ports.toolbox ?? new Toolbox({ own: [] })
  const spending = new Spending({ store, now, budget, report })
  log.listen((room, events) => spending.hear(room, events))
  const clock = { ...realClock, now }
  const delay = ports.delay ? { delay: ports.delay } : {}
  const stopSweeping = sweepDaily(attachments, clock, report)
  const histories = new Histories({ store, log, models, clock, report, spending, ...delay })
  const rooms = new Rooms({
    store,
    log,
    clock: { ...realClock, now },
    calls: modelCalls({
      store,
      models,
      spending,
      toolbox,
      histories,
      attachments,
      lorebooks: new Lorebooks(store.directory.records),
      ...(pace ? { pace } : {}),
      ...(ports.delay ? { delay: ports.delay } : {}),
    }),
    report,
    ...(pace ? { pace } : {}),
  })
  const previews =
    ports.previews && new LinkPreviews({ store, log, heads, attachments, clock, report, ...ports.previews })
  const titles =
    ports.titles === true
      ? new Titles({ store, log, heads, models, clock, report, spending, ...delay })
      : undefined
  const hub = new Hub(log, positions)
  const limits = ports.limits ?? connectionLimits(configuration.commandsPerSecond)
  const streams = new Streams({ office, hub, report, limits })
  const openMessages = new OpenMessages({ store, log, heads, clock: { ...realClock, now }, report })
  let ready = false
  const app = await createApp({
    office,
    streams,
    hub,
    joins: ports.joins,
    about: { model: models.default, server: { version: manifest.version } },
    toolbox,
    budget,
    catalogue: new ModelCatalogue(models, now),
    trial: { models, spending, now, ...delay },
    isUsableModel: (id) => isUsable(models, id),
    isReady: () => ready,
    report,
    ...webDirectory(ports),
  })
  const server = createServer(getRequestListener(app.fetch))
  const channel = listen(server, office, hub, report, limits)
  /** Ends everything that would keep the process alive, but for the store. */
  const stop = async () => {
    channel.close()
    const streamsEnded = streams.close()
    server.close()
    await streamsEnded
    openMessages.close()
    await previews?.close()
    await titles?.close()
    await rooms.close()
    await histories.close()
    stopSweeping()
    await files.close()
    await toolbox.close()
  }
  const port = await takePort(server, configuration).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  previews?.resume()
  await rooms.resume()
  ready = true
  setTimeout(authority.warm, WARM_AFTER_MS).unref()

  const url = `http://${configuration.host === '::1' ? '[::1]' : 'localhost'}:${port}`
  return {
    url,
    signInUrl: async () => `${url}/sign-in?token=${await issueSignInLink(store.directory, owner.id, now())}`,
    token: async () => {
      const holder = { member: owner.id, kind: 'person', createdBy: owner.id } as const
      return (await issueToken(store.directory, holder, now(), { name: TOKEN_NAME })).token
    },
    rooms,
    log,
    close: async () => {
      ready = false
      await stop()
      server.closeAllConnections()
      await positions.flush()
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
