import { InvitationRequest, RoomId } from '@parley/protocol'
import type { InvitationList, JoinRequestList, NewInvitation, RoomHead } from '@parley/protocol'
import type { Context, Hono } from 'hono'
import { createInvitation, listInvitations, revokeInvitation } from '../authority/invitations.ts'
import { approve, decline, mayInvite } from '../authority/joining.ts'
import { mayEnter } from '../authority/grant.ts'
import { listWaiting, listWaitingEverywhere } from '../authority/joins.ts'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { requireMember } from '../commands/perform.ts'
import { Refusal } from '../refusal.ts'
import { principalOf, readBody, valid } from './context.ts'

/** Links into a room, and who waits to be let in: for its owners and moderators. [R4] */
export function invitationRoutes(app: Hono, office: Office): void {
  const { directory } = office.store

  app.get('/api/rooms/:room/invitations', async (context) => {
    const { room } = await host(context)
    return context.json<InvitationList>({ invitations: await listInvitations(directory, room) })
  })

  app.post('/api/rooms/:room/invitations', async (context) => {
    const { room, principal } = await host(context)
    const request = valid(InvitationRequest, await readBody(context))
    if (request.expiresAt !== undefined && request.expiresAt <= office.now()) {
      throw new Refusal('invalid-input', 'expiresAt: must be in the future')
    }
    const made = await createInvitation(directory, { room, createdBy: principal.id }, request, office.now())
    return context.json<NewInvitation>({ ...made.invitation, path: `/join/${made.secret}` }, 201)
  })

  app.delete('/api/rooms/:room/invitations/:invitation', async (context) => {
    const { room } = await host(context)
    const id = context.req.param('invitation')
    if (!(await revokeInvitation(directory, room, id, office.now()))) throw new Refusal('not-found')
    return context.body(null, 204)
  })

  app.get('/api/join-requests', async (context) => {
    const principal = await principalOf(context, office, 'manage')
    const waiting = await listWaitingEverywhere(directory)
    const rooms = [...new Set(waiting.map(({ room }) => room))].filter((room) => mayEnter(principal, room))
    const heads = await Promise.all(rooms.map((room) => office.heads.read(room)))
    const hosted = new Set(
      heads
        .filter((head) => head?.deleted === false && mayInvite(roleIn(head, principal)))
        .map((head) => head?.id),
    )
    return context.json<JoinRequestList>({ requests: waiting.filter(({ room }) => hosted.has(room)) })
  })

  app.get('/api/rooms/:room/join-requests', async (context) => {
    const { room } = await host(context)
    return context.json<JoinRequestList>({ requests: await listWaiting(directory, room) })
  })

  app.post('/api/rooms/:room/join-requests/:request/approve', async (context) => {
    const { room } = await host(context)
    await approve(office, room, context.req.param('request'))
    return context.body(null, 204)
  })

  app.post('/api/rooms/:room/join-requests/:request/decline', async (context) => {
    const { room } = await host(context)
    await decline(office, room, context.req.param('request'))
    return context.body(null, 204)
  })

  async function host(context: Context) {
    const principal = await principalOf(context, office, 'manage')
    const room = valid(RoomId, context.req.param('room'))
    const head = await requireMember(office, principal, room)
    if (!mayInvite(roleIn(head, principal))) throw new Refusal('forbidden')
    if (head.deleted) throw new Refusal('room-deleted')
    return { principal, room }
  }
}

function roleIn({ members }: RoomHead, { id }: Principal): string | undefined {
  return members.find((member) => member.id === id)?.role
}
