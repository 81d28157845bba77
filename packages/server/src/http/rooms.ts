import { Command, EventId, LIMITS, RequestId, RoomId } from '@parley/protocol'
import type { CommandResult, RoomList, Seq, TimelineItem, TimelinePage } from '@parley/protocol'
import type { Hono } from 'hono'
import { z } from 'zod'
import { mayEnter } from '../authority/grant.ts'
import { checkCommandType } from '../channel/read-frame.ts'
import type { Office } from '../commands/context.ts'
import { perform, requireMember } from '../commands/perform.ts'
import { Refusal } from '../refusal.ts'
import { authenticated, principalOf, readBody, valid } from './context.ts'

const TAIL_IN_LIST = 40

const Limit = z.coerce.number().int().min(1).max(LIMITS.maxPage).default(50)
const Place = z.coerce.number().int().nonnegative()

export function roomRoutes(app: Hono, office: Office): void {
  app.get('/api/rooms', async (context) => {
    const principal = await principalOf(context, office)
    // Whoever has just read something, and loads the page anew, is not told that it is unread, nor the other way.
    await office.positions.flush()
    const [rooms, unread, preferences] = await Promise.all([
      office.store.readRoomsOf(principal.id, TAIL_IN_LIST),
      office.store.readUnread(principal.id),
      office.store.readPreferences(principal.id),
    ])
    return context.json<RoomList>({
      rooms: rooms.filter(({ head }) => mayEnter(principal, head.id)),
      unread: unread.filter(({ room }) => mayEnter(principal, room)),
      preferences: preferences.filter(({ room }) => mayEnter(principal, room)),
    })
  })

  app.get('/api/rooms/:room', async (context) => {
    const room = valid(RoomId, context.req.param('room'))
    await requireMember(office, await principalOf(context, office), room)
    const tail = valid(Limit, context.req.query('tail'))
    return context.json(await office.store.readSnapshot(room, tail))
  })

  app.get('/api/rooms/:room/timeline', async (context) => {
    const room = valid(RoomId, context.req.param('room'))
    await requireMember(office, await principalOf(context, office), room)
    const before = valid(Place.default(Number.MAX_SAFE_INTEGER), context.req.query('before'))
    const limit = valid(Limit, context.req.query('limit'))
    const page = await office.store.readTimeline(room, before as Seq, limit)
    return context.json<TimelinePage>(page)
  })

  app.get('/api/rooms/:room/events', async (context) => {
    const room = valid(RoomId, context.req.param('room'))
    const head = await requireMember(office, await principalOf(context, office), room)
    const after = valid(Place.default(0), context.req.query('after')) as Seq
    if (after > head.seq) throw new Refusal('after-beyond-head', undefined, { after, head: head.seq })
    const limit = valid(Limit, context.req.query('limit'))
    return context.json(await office.store.readEvents(room, after, limit))
  })

  app.get('/api/rooms/:room/items/:item', async (context) => {
    const room = valid(RoomId, context.req.param('room'))
    await requireMember(office, await principalOf(context, office), room)
    const item = await office.store.readItem(room, valid(EventId, context.req.param('item')))
    if (item === undefined) throw new Refusal('message-not-found')
    return context.json<TimelineItem>(item)
  })

  app.post('/api/rooms/:room/commands', async (context) => {
    const principal = await authenticated(context, office)
    const room = valid(RoomId, context.req.param('room'))
    const body = await readBody(context)
    checkCommandType((body as { command?: unknown } | null)?.command)
    const { id, command } = valid(z.object({ id: RequestId, command: Command }), body)
    const seq = await perform(office, principal, { id: EventId.parse(id), room, command })
    return context.json<CommandResult>({ room, seq })
  })
}
