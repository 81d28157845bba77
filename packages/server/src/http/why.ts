import { EventId, RoomId } from '@parley/protocol'
import type { Why } from '@parley/protocol'
import type { Hono } from 'hono'
import type { Office } from '../commands/context.ts'
import { requireMember } from '../commands/perform.ts'
import { Refusal } from '../refusal.ts'
import { decisionsOf } from '../rooms/decisions.ts'
import { principalOf, valid } from './context.ts'

/** Why somebody spoke, or nobody did: the decisions behind an item of the timeline. [D12, S2] */
export function whyRoutes(app: Hono, office: Office): void {
  app.get('/api/rooms/:room/why/:item', async (context) => {
    const room = valid(RoomId, context.req.param('room'))
    await requireMember(office, await principalOf(context, office), room)
    const item = await office.store.readItem(room, valid(EventId, context.req.param('item')))
    if (item === undefined) throw new Refusal('message-not-found')
    return context.json<Why>({ events: await decisionsOf(office.store, room, item) })
  })
}
