import { MemberId, TokenRequest } from '@parley/protocol'
import type { ApiTokenList, NewApiToken } from '@parley/protocol'
import type { Context, Hono } from 'hono'
import { requireWorkspace } from '../authority/grant.ts'
import type { Principal } from '../authority/principal.ts'
import { issueToken, listTokens, requireNarrower, revokeToken } from '../authority/tokens.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import { principalOf, readBody, valid } from './context.ts'

/** Tokens for programs: one's own, and those of agents that run elsewhere. [S1, A4] */
export function tokenRoutes(app: Hono, office: Office): void {
  const { authority } = office
  const { directory } = office.store

  app.get('/api/tokens', async (context) => {
    const { id } = await principalOf(context, office, 'manage')
    return context.json<ApiTokenList>({ tokens: await listTokens(directory, { createdBy: id }) })
  })

  app.post('/api/tokens', async (context) => {
    const principal = await principalOf(context, office, 'manage')
    if (principal.kind === 'agent') throw new Refusal('forbidden', 'An agent cannot make tokens.')
    const request = await requestOf(context, principal)
    const holder = { member: principal.id, kind: 'person', createdBy: principal.id } as const
    return context.json<NewApiToken>(await issueToken(directory, holder, office.now(), request), 201)
  })

  app.delete('/api/tokens/:token', async (context) => {
    const { id } = await principalOf(context, office, 'manage')
    const token = context.req.param('token')
    if (!(await revokeToken(directory, token, id))) throw new Refusal('not-found')
    authority.live.revoked(token)
    return context.body(null, 204)
  })

  app.get('/api/agents/:agent/tokens', async (context) => {
    const { agent } = await agentOf(context)
    return context.json<ApiTokenList>({ tokens: await listTokens(directory, { member: agent }) })
  })

  app.post('/api/agents/:agent/tokens', async (context) => {
    const { agent, principal } = await agentOf(context)
    const request = await requestOf(context, principal)
    const holder = { member: agent, kind: 'agent', createdBy: principal.id } as const
    return context.json<NewApiToken>(await issueToken(directory, holder, office.now(), request), 201)
  })

  async function agentOf(context: Context): Promise<{ agent: MemberId; principal: Principal }> {
    const principal = await principalOf(context, office, 'manage')
    requireWorkspace(principal)
    const agent = await directory.readAgent(valid(MemberId, context.req.param('agent')))
    if (agent === undefined) throw new Refusal('member-not-found')
    return { agent: agent.id, principal }
  }

  async function requestOf(context: Context, principal: Principal): Promise<TokenRequest> {
    const request = valid(TokenRequest, await readBody(context))
    if (request.expiresAt !== undefined && request.expiresAt <= office.now()) {
      throw new Refusal('invalid-input', 'expiresAt: must be in the future')
    }
    requireNarrower(principal, request)
    return request
  }
}
