import { AgentProfile, MemberId } from '@parley/protocol'
import type { Agent, EventId, Member } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { findMember } from '../commands/create-room.ts'
import { Refusal } from '../refusal.ts'
import { principalOf, readBody, valid } from './context.ts'

/** The workspace's agents: list, create, edit, delete. [A1] */
export function agentRoutes(app: Hono, office: Office, isUsableModel: (id: string) => boolean): void {
  const { directory } = office.store

  app.get('/api/agents', async (context) => {
    await principalOf(context, office)
    return context.json({ agents: await directory.readAgents() })
  })

  app.post('/api/agents', async (context) => {
    await principalOf(context, office)
    const profile = checked(valid(AgentProfile, await readBody(context)))
    const agent: Agent = { ...profile, id: MemberId.parse(`a_${randomUUID()}`), starter: false }
    await directory.putAgent(agent)
    return context.json(agent, 201)
  })

  app.patch('/api/agents/:agent', async (context) => {
    const principal = await principalOf(context, office)
    const agent = await find(context.req.param('agent'))
    // Every field of the profile has a default, so the change is laid over what is there.
    const body = await readBody(context)
    const profile = checked(valid(AgentProfile, { ...agent, ...(body as object) }))
    const changed: Agent = { ...profile, id: agent.id, starter: agent.starter }
    await directory.putAgent(changed)
    await showInRooms(office, principal, changed.id)
    return context.json(changed)
  })

  app.delete('/api/agents/:agent', async (context) => {
    const principal = await principalOf(context, office)
    const agent = await find(context.req.param('agent'))
    await leaveRooms(office, principal, agent.id)
    await directory.deleteAgent(agent.id)
    return context.body(null, 204)
  })

  async function find(id: string): Promise<Agent> {
    const agent = await directory.readAgent(valid(MemberId, id))
    if (agent === undefined) throw new Refusal('member-not-found')
    return agent
  }

  function checked(profile: AgentProfile): AgentProfile {
    if (isUsableModel(profile.model)) return profile
    throw new Refusal('invalid-input', `model: ${profile.model} cannot be used here`)
  }
}

/** A room's log tells who its members were at any time: an edited agent changes there too. */
async function showInRooms(office: Office, principal: Principal, agent: MemberId): Promise<void> {
  const fresh = await findMember(office, agent)
  for (const { head } of await office.store.readRoomsOf(agent, 0)) {
    const known = head.members.find((member) => member.id === agent)
    const member: Member = { ...fresh, role: known?.role ?? 'member' }
    const id = randomUUID() as EventId
    await office.log.append({
      room: head.id,
      events: [{ type: 'member-changed', id, by: principal.id, data: { member } }],
      at: office.now(),
      fingerprint: id,
    })
  }
}

async function leaveRooms(office: Office, principal: Principal, agent: MemberId): Promise<void> {
  for (const { head } of await office.store.readRoomsOf(agent, 0)) {
    const id = randomUUID() as EventId
    await office.log.append({
      room: head.id,
      events: [{ type: 'member-removed', id, by: principal.id, data: { member: agent } }],
      at: office.now(),
      fingerprint: id,
    })
  }
}
