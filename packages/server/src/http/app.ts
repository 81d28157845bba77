import { ERRORS, wireError } from '@parley/protocol'
import type { Budget, Me } from '@parley/protocol'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ModelCatalogue } from '../agents/model-catalogue.ts'
import type { TryPorts } from '../agents/try-agent.ts'
import type { Hub } from '../channel/hub.ts'
import type { Streams } from '../channel/streams.ts'
import type { Rate } from '../channel/token-bucket.ts'
import type { Office } from '../commands/context.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import { toWireError } from '../report.ts'
import type { Report } from '../report.ts'
import { attachmentRoutes } from './attachments.ts'
import { agentCardRoutes } from './agent-cards.ts'
import { agentModelRoutes } from './agent-models.ts'
import { agentRoutes } from './agents.ts'
import { exchangeRoutes } from './exchange.ts'
import { preferenceRoutes } from './preferences.ts'
import { roomRoutes } from './rooms.ts'
import { searchRoutes } from './search.ts'
import { securityHeaders } from './security.ts'
import { invitationRoutes } from './invitations.ts'
import { joinRoutes } from './join.ts'
import { mcpRoutes } from './mcp.ts'
import { openApiRoutes } from './openapi.ts'
import { sessionRoutes } from './session.ts'
import { streamRoutes } from './stream.ts'
import { tokenRoutes } from './tokens.ts'
import { toolRoutes } from './tools.ts'
import { webApp } from './web-app.ts'
import { whyRoutes } from './why.ts'

export type HttpPorts = {
  office: Office
  streams: Streams
  hub: Pick<Hub, 'prefer'>
  /** How often one address may come by a link. [S3] */
  joins?: Rate | undefined
  about: Pick<Me, 'model' | 'server'>
  isUsableModel: (id: string) => boolean
  toolbox: Toolbox
  /** What all rooms together may use up in a day. [D13] */
  budget: Budget
  /** Which models can be chosen, and what lets an agent be tried out. [A1, M1] */
  catalogue: ModelCatalogue
  trial: TryPorts
  /** Whether rooms can be served now. [K3] */
  isReady: () => boolean
  report: Report
  /** Folder of the built web app; absent: HTTP and channel only. */
  webDirectory?: string
}

/** Everything that is HTTP; errors leave in one shape, `{ error }`. */
export async function createApp(ports: HttpPorts): Promise<Hono> {
  const { office, report } = ports
  const app = new Hono()
  app.use(securityHeaders)
  // The list of rooms is the larger part of what a first page needs from here.
  app.use('/api/rooms', compress())
  app.get('/healthz', (context) => context.text('ok'))
  app.get('/readyz', (context) => (ports.isReady() ? context.text('ready') : context.text('not ready', 503)))
  sessionRoutes(app, office, ports.about)
  tokenRoutes(app, office)
  roomRoutes(app, office)
  preferenceRoutes(app, office, ports.hub)
  searchRoutes(app, office)
  invitationRoutes(app, office)
  joinRoutes(app, office, ports.joins)
  whyRoutes(app, office)
  attachmentRoutes(app, office)
  streamRoutes(app, office, ports.streams)
  agentRoutes(app, office, ports.isUsableModel)
  agentCardRoutes(app, office)
  agentModelRoutes(app, office, ports.catalogue, ports.trial)
  exchangeRoutes(app, office, report)
  toolRoutes(app, office, ports)
  mcpRoutes(app, office, ports.about.server.version, report)
  openApiRoutes(app, ports.about.server.version)
  app.all('/api/*', (context) => context.json({ error: wireError('not-found') }, 404))
  if (ports.webDirectory !== undefined) await webApp(app, ports.webDirectory)
  app.notFound((context) => context.json({ error: wireError('not-found') }, 404))
  app.onError((thrown, context) => {
    const error = toWireError(thrown, report)
    return context.json({ error }, ERRORS[error.code].status as ContentfulStatusCode)
  })
  return app
}
