import { RoomId } from '@parley/protocol'
import type { Budget, ToolList, UsageReport } from '@parley/protocol'
import type { Hono } from 'hono'
import { requireWorkspace } from '../authority/grant.ts'
import type { Office } from '../commands/context.ts'
import { requireMember } from '../commands/perform.ts'
import { dayOf } from '../spending/budget.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import { principalOf, valid } from './context.ts'

const DAYS = 31

export type ToolRoutePorts = {
  toolbox: Toolbox
  /** Of the whole workspace. */
  budget: Budget
}

/** What agents can be given, and what they used up. [M4, M7] */
export function toolRoutes(app: Hono, office: Office, { toolbox, budget: ofAll }: ToolRoutePorts): void {
  app.get('/api/tools', async (context) => {
    requireWorkspace(await principalOf(context, office))
    return context.json<ToolList>({ tools: await toolbox.list(), defaults: [...toolbox.defaults] })
  })

  app.get('/api/usage', async (context) => {
    requireWorkspace(await principalOf(context, office))
    return context.json<UsageReport>(await reportOf(undefined, ofAll))
  })

  app.get('/api/rooms/:room/usage', async (context) => {
    const room = valid(RoomId, context.req.param('room'))
    const head = await requireMember(office, await principalOf(context, office), room)
    return context.json<UsageReport>(await reportOf(room, head.settings.budget ?? {}))
  })

  async function reportOf(room: RoomId | undefined, budget: Budget): Promise<UsageReport> {
    const { store, now } = office
    const today = dayOf(now())
    const [days, { allowed }, ofToday, ofTotal] = await Promise.all([
      store.readUsage(room, DAYS),
      store.readSpent(room, today),
      store.readUsageParts(room, today),
      store.readUsageParts(room, undefined),
    ])
    const limits = Object.keys(budget).length === 0 ? {} : { budget }
    return { ...days, today, ...limits, allowed, parts: { today: ofToday, total: ofTotal } }
  }
}
