import { PreferenceChange, RoomId } from '@parley/protocol'
import type { DeletedRoomList, RoomPreferences } from '@parley/protocol'
import type { Hono } from 'hono'
import { mayEnter } from '../authority/grant.ts'
import type { Hub } from '../channel/hub.ts'
import type { Office } from '../commands/context.ts'
import { requireMember } from '../commands/perform.ts'
import { Refusal } from '../refusal.ts'
import { principalOf, readBody, valid } from './context.ts'

/** Deleted rooms that are listed at once. */
const MOST_DELETED = 50

/** How the principal keeps its rooms, and which deleted ones it could restore. [R5] */
export function preferenceRoutes(app: Hono, office: Office, hub: Pick<Hub, 'prefer'>): void {
  app.patch('/api/rooms/:room/preferences', async (context) => {
    const principal = await principalOf(context, office)
    const room = valid(RoomId, context.req.param('room'))
    await requireMember(office, principal, room)
    const change = valid(PreferenceChange, await readBody(context))
    const preferences = await office.store.putPreferences(room, principal.id, change, office.now())
    if (preferences === undefined) throw new Refusal('room-not-found')
    await office.archives?.put(principal.id, room, preferences.archived === true)
    hub.prefer(principal.id, { room, preferences })
    return context.json<RoomPreferences>(preferences)
  })

  app.get('/api/deleted-rooms', async (context) => {
    const principal = await principalOf(context, office)
    const rooms = await office.store.readDeletedRooms(principal.id, MOST_DELETED)
    return context.json<DeletedRoomList>({ rooms: rooms.filter(({ id }) => mayEnter(principal, id)) })
  })
}
