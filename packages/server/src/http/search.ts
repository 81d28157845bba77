import { MAX_QUERY_CHARACTERS } from '@parley/protocol'
import type { SearchResults } from '@parley/protocol'
import type { Hono } from 'hono'
import { z } from 'zod'
import { mayEnter } from '../authority/grant.ts'
import type { Office } from '../commands/context.ts'
import { foundRooms } from '../search/found-rooms.ts'
import { principalOf, valid } from './context.ts'

const Query = z.string().default('')
const Limit = z.coerce.number().int().min(1).max(50).default(20)

/** Search over all rooms of the principal. [R8] */
export function searchRoutes(app: Hono, office: Office): void {
  app.get('/api/search', async (context) => {
    const principal = await principalOf(context, office)
    const query = valid(Query, context.req.query('q')).slice(0, MAX_QUERY_CHARACTERS)
    const limit = valid(Limit, context.req.query('limit'))
    const snapshots = await office.store.readRoomsOf(principal.id, 0)
    const heads = snapshots.map(({ head }) => head).filter(({ id }) => mayEnter(principal, id))
    const known = new Map(heads.map((head) => [head.id, head]))
    const messages = await office.store.searchEverywhere(principal.id, query, limit)
    return context.json<SearchResults>({
      rooms: foundRooms(heads, query, principal.id).slice(0, limit),
      messages: messages.flatMap(({ room, message }) => {
        const head = known.get(room)
        if (head === undefined) return []
        const author = head.members.find(({ id }) => id === message.by)?.name ?? ''
        return [{ room, message, author }]
      }),
    })
  })
}
