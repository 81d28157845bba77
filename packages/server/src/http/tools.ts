import { RoomId } from '@parley/protocol'
import type { ToolList, UsageReport } from '@parley/protocol'
import type { Hono } from 'hono'
import { requireWorkspace } from '../authority/grant.ts'
import type { Office } from '../commands/context.ts'
import { requireMember } from '../commands/perform.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import { principalOf, valid } from './context.ts'

const DAYS = 31

/** What agents can be given, and what they used up. [M4, M7] */
export function toolRoutes(app: Hono, office: Office, toolbox: Toolbox): void {
  app.get('/api/tools', async (context) => {
    requireWorkspace(await principalOf(context, office))
    return context.json<ToolList>({ tools: await toolbox.list(), defaults: [...toolbox.defaults] })
  })

  app.get('/api/usage', async (context) => {
    requireWorkspace(await principalOf(context, office))
    return context.json<UsageReport>(await office.store.readUsage(undefined, DAYS))
  })

  app.get('/api/rooms/:room/usage', async (context) => {
    const room = valid(RoomId, context.req.param('room'))
    await requireMember(office, await principalOf(context, office), room)
    return context.json<UsageReport>(await office.store.readUsage(room, DAYS))
  })
}
