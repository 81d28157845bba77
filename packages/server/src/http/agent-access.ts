import { MemberId } from '@parley/protocol'
import type { Agent } from '@parley/protocol'
import type { Context } from 'hono'
import { requireWorkspace } from '../authority/grant.ts'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import { principalOf, valid } from './context.ts'

/** Who may change the workspace's agents. @throws Refusal */
export async function managerOf(context: Context, office: Office): Promise<Principal> {
  const principal = await principalOf(context, office, 'manage')
  requireWorkspace(principal)
  return principal
}

/** @throws Refusal */
export async function findAgent(office: Office, id: string | undefined): Promise<Agent> {
  const agent = await office.store.directory.readAgent(valid(MemberId, id))
  if (agent === undefined) throw new Refusal('member-not-found')
  return agent
}
