import { ERRORS, wireError } from '@parley/protocol'
import type { Me } from '@parley/protocol'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Office } from '../commands/context.ts'
import { toWireError } from '../report.ts'
import type { Report } from '../report.ts'
import { agentRoutes } from './agents.ts'
import { roomRoutes } from './rooms.ts'
import { securityHeaders } from './security.ts'
import { sessionRoutes } from './session.ts'
import { webApp } from './web-app.ts'

export type HttpPorts = {
  office: Office
  about: Pick<Me, 'model' | 'server'>
  isUsableModel: (id: string) => boolean
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
  app.get('/healthz', (context) => context.text('ok'))
  app.get('/readyz', (context) => (ports.isReady() ? context.text('ready') : context.text('not ready', 503)))
  sessionRoutes(app, office, ports.about)
  roomRoutes(app, office)
  agentRoutes(app, office, ports.isUsableModel)
  app.all('/api/*', (context) => context.json({ error: wireError('not-found') }, 404))
  if (ports.webDirectory !== undefined) await webApp(app, ports.webDirectory)
  app.notFound((context) => context.json({ error: wireError('not-found') }, 404))
  app.onError((thrown, context) => {
    const error = toWireError(thrown, report)
    return context.json({ error }, ERRORS[error.code].status as ContentfulStatusCode)
  })
  return app
}
