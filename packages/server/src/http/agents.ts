import { AgentChange, AgentProfile, MemberId } from '@parley/protocol'
import type { Agent, AgentList } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { noteDeleted, takeDeleted } from '../agents/deleted-agents.ts'
import { leaveRooms, rejoinRooms, showInRooms } from '../agents/in-rooms.ts'
import type { Principal } from '../authority/principal.ts'
import { revokeTokensOf } from '../authority/tokens.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import { STARTER_AGENTS } from '../starter/index.ts'
import { findAgent, managerOf } from './agent-access.ts'
import { principalOf, readBody, valid } from './context.ts'

/** The workspace's agents: list, create, edit, delete and take that back, reset. [A1] */
export function agentRoutes(app: Hono, office: Office, isUsableModel: (id: string) => boolean): void {
  const { directory } = office.store

  app.get('/api/agents', async (context) => {
    const principal = await principalOf(context, office)
    const agents = await directory.readAgents()
    return context.json<AgentList>({ agents: await shownTo(office, principal, agents) })
  })

  app.post('/api/agents', async (context) => {
    await managerOf(context, office)
    const profile = checked(valid(AgentProfile, await readBody(context)))
    const agent: Agent = { ...profile, id: MemberId.parse(`a_${randomUUID()}`), starter: false }
    await directory.putAgent(agent)
    return context.json(agent, 201)
  })

  app.patch('/api/agents/:agent', async (context) => {
    const principal = await managerOf(context, office)
    const agent = await findAgent(office, context.req.param('agent'))
    const body = await readBody(context)
    valid(AgentChange, body)
    // Every field of the profile has a default, so the change is laid over what is there.
    const merged = Object.entries({ ...agent, ...(body as object) }).filter(([, value]) => value !== null)
    const profile = checked(valid(AgentProfile, Object.fromEntries(merged)))
    return context.json(await change(principal, { ...profile, id: agent.id, starter: agent.starter }))
  })

  app.post('/api/agents/:agent/reset', async (context) => {
    const principal = await managerOf(context, office)
    const { id } = await findAgent(office, context.req.param('agent'))
    const original = STARTER_AGENTS.find((starter) => starter.id === id)
    if (original === undefined) throw new Refusal('not-supported', 'This agent has no original.')
    return context.json(await change(principal, original))
  })

  app.delete('/api/agents/:agent', async (context) => {
    const principal = await managerOf(context, office)
    const agent = await findAgent(office, context.req.param('agent'))
    const rooms = await leaveRooms(office, principal, agent.id)
    await noteDeleted(directory.records, { agent, rooms }, office.now())
    await directory.deleteAgent(agent.id)
    for (const token of await revokeTokensOf(directory, agent.id)) office.authority.live.revoked(token)
    return context.body(null, 204)
  })

  app.post('/api/agents/:agent/restore', async (context) => {
    const principal = await managerOf(context, office)
    const id = valid(MemberId, context.req.param('agent'))
    const deleted = await takeDeleted(directory.records, id, office.now())
    if (deleted === undefined) throw new Refusal('member-not-found')
    await directory.putAgent(deleted.agent)
    await rejoinRooms(office, principal, id, deleted.rooms)
    return context.json(deleted.agent)
  })

  async function change(principal: Principal, agent: Agent): Promise<Agent> {
    await directory.putAgent(agent)
    await showInRooms(office, principal, agent.id)
    return agent
  }

  function checked(profile: AgentProfile): AgentProfile {
    if (isUsableModel(profile.model)) return profile
    throw new Refusal('invalid-input', `model: ${profile.model} cannot be used here`)
  }
}

/** Guests and outside agents see the agents that they share a room with, and not how those are told to talk. */
async function shownTo(office: Office, principal: Principal, agents: Agent[]): Promise<Agent[]> {
  if (principal.guest !== true && principal.kind !== 'agent') return agents
  const rooms = await office.store.readRoomsOf(principal.id, 0)
  const near = new Set(rooms.flatMap(({ head }) => head.members.map(({ id }) => id)))
  return agents
    .filter(({ id }) => near.has(id))
    .map(({ firstMessage: _, ...agent }) => ({ ...agent, personality: '' }))
}
