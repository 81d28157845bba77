import { LIMITS } from '@parley/protocol'
import type { Hono } from 'hono'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import type { Report } from '../report.ts'
import { authenticated } from './context.ts'

/** Parley for MCP clients: streamable HTTP, without sessions, in the current revision and those before. [E2] */
export function mcpRoutes(app: Hono, office: Office, version: string, report: Report): void {
  let handler: Promise<Serve> | undefined
  app.post('/mcp', async (context) => {
    const principal = await authenticated(context, office)
    handler ??= load(office, version, report)
    return (await handler)(context.req.raw, principal)
  })
}

type Serve = (request: Request, principal: Principal) => Promise<Response>

/** Loaded when somebody first asks: a start need not wait for it. */
async function load(office: Office, version: string, report: Report): Promise<Serve> {
  const [{ createMcpHandler }, { mcpServer }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('../mcp/mcp-server.ts'),
  ])
  const { fetch } = createMcpHandler(
    ({ authInfo }) => {
      const principal = authInfo?.extra?.['principal'] as Principal | undefined
      if (principal === undefined) throw new Refusal('unauthorized')
      return mcpServer(office, principal, version, report)
    },
    { maxRequestBodySize: LIMITS.maxFrameBytes },
  )
  return (request, principal) =>
    fetch(request, { authInfo: { token: '', clientId: principal.id, scopes: [], extra: { principal } } })
}
