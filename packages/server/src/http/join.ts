import { JoinBody } from '@parley/protocol'
import type { Invitation, InvitationView, JoinResult, MemberId } from '@parley/protocol'
import type { Context, Hono } from 'hono'
import { isSameOrigin } from '../authority/authenticate.ts'
import { findInvitation, isUsedUp } from '../authority/invitations.ts'
import { invitedRoom, joinBy, joinStatus } from '../authority/joining.ts'
import { findJoin } from '../authority/joins.ts'
import { JOINS } from '../channel/token-bucket.ts'
import type { Rate } from '../channel/token-bucket.ts'
import type { Principal } from '../authority/principal.ts'
import { digest } from '../authority/secret.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import { AddressLimit, addressOf } from './address-limit.ts'
import { headersOf, readBody, valid } from './context.ts'
import { setCookies } from './session.ts'

/** How many members the page of a link names. */
const SHOWN_MEMBERS = 12

/** Coming by a link: signed in, or as a guest with a name. Whoever has the link may see what it leads to. [R4] */
export function joinRoutes(app: Hono, office: Office, rate: Rate = JOINS): void {
  const { directory } = office.store
  const limit = new AddressLimit(rate, office.now)

  // Nobody need be signed in here, and who comes may become a guest: no one address does that without end.
  app.use('/api/join/:secret', async (context, next) => {
    limit.take(addressOf(context))
    await next()
  })

  app.get('/api/join/:secret', async (context) => {
    const invitation = await find(context)
    const principal = await personOf(context)
    const head = await invitedRoom(office, invitation)
    const { id, settings, members } = head
    return context.json<InvitationView>({
      room: {
        id,
        title: settings.title,
        members: members.slice(0, SHOWN_MEMBERS).map(({ name, kind, colors }) => ({
          name,
          kind,
          ...(colors ? { colors } : {}),
        })),
        memberCount: members.length,
      },
      invitedBy: members.find((member) => member.id === invitation.createdBy)?.name ?? '',
      role: invitation.role,
      needsApproval: invitation.needsApproval,
      status: await joinStatus(office, invitation, head, principal?.id),
      ...(principal && { me: { id: principal.id, name: principal.name } }),
    })
  })

  app.post('/api/join/:secret', async (context) => {
    // A page elsewhere must not bring people into rooms, nor make guests.
    if (!isSameOrigin(headersOf(context))) throw new Refusal('unauthorized')
    const invitation = await find(context)
    const { id, name } = valid(JoinBody, await readBody(context))
    const known = await personOf(context)
    if (known !== undefined) return context.json<JoinResult>(await joinBy(office, invitation, known))
    if (name === undefined) throw new Refusal('invalid-input', 'name: says who joins')

    const guest = guestOf(invitation, id, name)
    await makeGuest(invitation, guest)
    const result = await joinBy(office, invitation, guest).catch(async (error: unknown) => {
      await forgetGuest(invitation, guest)
      throw error
    })
    setCookies(context, await office.authority.sessions.open(guest.id, context.req.header('user-agent')))
    return context.json<JoinResult>(result)
  })

  async function find(context: Context): Promise<Invitation> {
    const invitation = await findInvitation(directory, context.req.param('secret') ?? '', office.now())
    if (invitation === undefined) throw new Refusal('invitation-ended')
    return invitation
  }

  /** An agent's token, or one for some rooms, does not join in its own right. */
  async function personOf(context: Context): Promise<Principal | undefined> {
    const principal = await office.authority.principal(headersOf(context))
    if (principal?.kind === 'agent' || principal?.grant?.rooms !== undefined) throw new Refusal('forbidden')
    return principal
  }

  /** Somebody else was faster: a person who has never been anywhere is not kept. */
  async function forgetGuest(invitation: Invitation, { id }: Principal): Promise<void> {
    if ((await findJoin(directory, invitation.id, id)) === undefined) await directory.deleteGuest(id)
  }

  async function makeGuest(invitation: Invitation, { id, name }: Principal): Promise<void> {
    await invitedRoom(office, invitation)
    if (isUsedUp(invitation) && (await findJoin(directory, invitation.id, id)) === undefined) {
      throw new Refusal('invitation-ended')
    }
    if ((await directory.readPerson(id)) === undefined) {
      await directory.putPerson({ id, name, createdAt: office.now(), guest: true })
    }
  }
}

/** The same request by the same link is the same guest. */
function guestOf({ id }: Invitation, request: string, name: string): Principal {
  return { id: `p_${digest(`${id} ${request}`)}` as MemberId, name, guest: true }
}
