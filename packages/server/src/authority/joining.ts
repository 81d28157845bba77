import { EventId } from '@parley/protocol'
import type { Invitation, JoinResult, JoinStatus, MemberId, RoomHead } from '@parley/protocol'
import type { Office } from '../commands/context.ts'
import { perform } from '../commands/perform.ts'
import { Refusal } from '../refusal.ts'
import { isUsedUp, readInvitation } from './invitations.ts'
import { beginJoin, decideJoin, findJoin, joiningEvent, undoJoin } from './joins.ts'
import type { Join } from './joins.ts'
import { OneAtATime } from './one-at-a-time.ts'
import type { Principal } from './principal.ts'

/** The room of an invitation that still holds: whoever made it may still invite there. @throws Refusal */
export async function invitedRoom(office: Office, { room, createdBy }: Invitation): Promise<RoomHead> {
  const head = await office.heads.read(room)
  const host = head?.members.find(({ id }) => id === createdBy)
  if (head === undefined || head.deleted || !mayInvite(host?.role)) throw new Refusal('invitation-ended')
  return head
}

export function mayInvite(role: string | undefined): boolean {
  return role === 'owner' || role === 'moderator'
}

/** Where somebody stands with an invitation that holds. @throws Refusal where it is used up by others */
export async function joinStatus(
  office: Office,
  invitation: Invitation,
  head: RoomHead,
  person: MemberId | undefined,
): Promise<JoinStatus> {
  if (person !== undefined && head.members.some(({ id }) => id === person)) return 'joined'
  const join = person && (await findJoin(office.store.directory, invitation.id, person))
  if (join) return (await isSpent(office, join)) ? 'ended' : join.state === 'admitted' ? 'open' : join.state
  if (isUsedUp(invitation)) throw new Refusal('invitation-ended')
  return 'open'
}

/**
 * Lets a person in by an invitation, or has them wait. The same person again gets the same answer; somebody
 * who was let in by it before and has left needs another invitation. [R4] @throws Refusal
 */
export function joinBy(office: Office, invitation: Invitation, principal: Principal): Promise<JoinResult> {
  // Two clicks of the same person: the second one sees what the first has done.
  return joins.run(`${invitation.id} ${principal.id}`, () => enter(office, invitation, principal))
}

const joins = new OneAtATime()

async function enter(
  office: Office,
  invitation: Invitation,
  { id: person, name, guest }: Principal,
): Promise<JoinResult> {
  const { room } = invitation
  const head = await invitedRoom(office, invitation)
  if (head.members.some(({ id }) => id === person)) return { room, status: 'joined' }
  const begun = await beginJoin(
    office.store.directory,
    invitation,
    { person, name, guest: guest === true },
    office.now(),
  )
  if (begun === undefined || (await isSpent(office, begun))) throw new Refusal('invitation-ended')
  if (begun.state === 'declined') throw new Refusal('forbidden', 'You were not let in.')
  if (begun.state === 'waiting') return { room, status: 'waiting' }
  await admit(office, invitation, begun, false)
  return { room, status: 'joined' }
}

/** Lets somebody in who waits. @throws Refusal `not-found`: nobody waits under this id (any more) */
export async function approve(office: Office, room: Join['room'], id: string): Promise<void> {
  const join = await decideJoin(office.store.directory, room, id, 'admitted')
  if (join === undefined) throw new Refusal('not-found')
  const invitation = await readInvitation(office.store.directory, join.invitation)
  if (invitation === undefined) throw new Refusal('not-found')
  await admit(office, invitation, join, true)
}

export async function decline(office: Office, room: Join['room'], id: string): Promise<void> {
  const join = await decideJoin(office.store.directory, room, id, 'declined')
  if (join === undefined) throw new Refusal('not-found')
}

/** In the name of whoever invited, by the way of every command. */
async function admit(office: Office, invitation: Invitation, join: Join, waited: boolean): Promise<void> {
  const { createdBy: host, role, room } = invitation
  const command = { type: 'add-member', member: join.person, role } as const
  const request = { id: EventId.parse(joiningEvent(join)), room, command, onBehalf: true } as const
  try {
    await perform(office, { id: host, name: '' }, request)
  } catch (error) {
    const code = error instanceof Refusal ? error.error.code : undefined
    if (code === 'already-member') return
    await undoJoin(office.store.directory, join, waited)
    throw error
  }
}

/** It has led into the room already; whoever is not there now has left or was removed. */
async function isSpent(office: Office, join: Join): Promise<boolean> {
  return (await office.store.readKnownId(join.room, joiningEvent(join))) !== undefined
}
