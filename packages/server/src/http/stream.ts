import { LIMITS, RoomId, SUBPROTOCOL } from '@parley/protocol'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Hono } from 'hono'
import { z } from 'zod'
import type { Streams } from '../channel/streams.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import { principalOf, readBody, valid } from './context.ts'

const Seqs = z.coerce.number().int().nonnegative()

const StreamQuery = z.object({
  version: z.string().default(SUBPROTOCOL),
  /** A room to be attached to from the beginning, for readers that send nothing. */
  room: RoomId.optional(),
  after: Seqs.optional(),
  tail: Seqs.max(LIMITS.maxPage).optional(),
})

/** The channel where WebSockets are blocked: frames come as server-sent events and go as requests. [C8] */
export function streamRoutes(app: Hono, office: Office, streams: Streams): void {
  app.get('/api/stream', async (context) => {
    const principal = await principalOf(context, office)
    const { version, room, after, tail } = valid(StreamQuery, context.req.query())
    if (version !== SUBPROTOCOL) throw new Refusal('unsupported-version')
    // A browser's `EventSource` says by itself how far it had come when it connects again.
    const seen = room === undefined ? undefined : context.req.header('last-event-id')
    const resumed = seen === undefined || seen === '' ? after : valid(Seqs, seen)
    const from = tail === undefined || resumed !== undefined ? { after: resumed ?? 0 } : { tail }
    const { outgoing } = context.env as HttpBindings
    streams.open(outgoing, principal, room === undefined ? undefined : { room, from })
    return RESPONSE_ALREADY_SENT
  })

  app.post('/api/stream/:connection/frames', async (context) => {
    // What a frame asks for beyond reading is looked at frame by frame, as on a socket.
    const principal = await principalOf(context, office, 'read')
    const body = await readBody(context)
    const frames: unknown[] = Array.isArray(body) ? body : [body]
    if (!streams.receive(context.req.param('connection'), principal, frames)) throw new Refusal('not-found')
    return context.body(null, 204)
  })
}
