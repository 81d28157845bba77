import type { Invitation, InvitationRequest, InvitedRole, MemberId, RoomId } from '@parley/protocol'
import { v7 as newId } from 'uuid'
import type { Condition, StoredRecord } from '../store/records.ts'
import type { Directory } from '../store/store.ts'
import { digest, newSecret } from './secret.ts'

const INVITATION = 'invitation'
/** What is left of an invitation that any number of people may use. */
const UNLIMITED = Number.MAX_SAFE_INTEGER

/** Makes an invitation to a room; the secret of its link is told once. [R4] */
export async function createInvitation(
  { records }: Directory,
  { room, createdBy }: { room: RoomId; createdBy: MemberId },
  { role, expiresAt, maxUses, needsApproval }: InvitationRequest,
  now: number,
): Promise<{ invitation: Invitation; secret: string }> {
  const secret = newSecret()
  const record = {
    id: newId(),
    hash: digest(secret),
    room,
    role,
    createdBy,
    createdAt: now,
    expiresAt: expiresAt ?? null,
    maxUses: maxUses ?? null,
    uses: 0,
    left: maxUses ?? UNLIMITED,
    needsApproval,
    revokedAt: null,
  }
  await records.add(INVITATION, record)
  return { invitation: invitationOf(record), secret }
}

/** The invitation of a link, unless it has ended; one that is used up is found for those who used it. */
export async function findInvitation(
  { records }: Directory,
  secret: string,
  now: number,
): Promise<Invitation | undefined> {
  const [record] = await records.find(INVITATION, { where: [is('hash', digest(secret))] })
  const invitation = record && invitationOf(record)
  if (invitation === undefined || invitation.revokedAt !== null) return undefined
  return invitation.expiresAt !== null && invitation.expiresAt <= now ? undefined : invitation
}

export async function readInvitation({ records }: Directory, id: string): Promise<Invitation | undefined> {
  const [record] = await records.find(INVITATION, { where: [is('id', id)] })
  return record && invitationOf(record)
}

export function isUsedUp({ maxUses, uses }: Invitation): boolean {
  return maxUses !== null && uses >= maxUses
}

/** Takes one of its uses; false: there was none left. Of two who want the last one, one gets it. [R4] */
export async function takeUse({ records }: Directory, id: string): Promise<boolean> {
  const where = [is('id', id), is('revokedAt', null), { field: 'left', operator: 'gt', value: 0 } as const]
  return (await records.change(INVITATION, where, { increment: { left: -1, uses: 1 } })).length > 0
}

export async function giveUseBack({ records }: Directory, id: string): Promise<void> {
  await records.change(INVITATION, [is('id', id)], { increment: { left: 1, uses: -1 } })
}

/** All invitations to a room, newest first. */
export async function listInvitations({ records }: Directory, room: RoomId): Promise<Invitation[]> {
  const found = await records.find(INVITATION, { where: [is('room', room)] })
  return found.map(invitationOf).toReversed()
}

/** From now on its link leads nowhere; false: this room has no such invitation. */
export async function revokeInvitation(
  { records }: Directory,
  room: RoomId,
  id: string,
  now: number,
): Promise<boolean> {
  const where = [is('id', id), is('room', room)]
  return (await records.change(INVITATION, where, { set: { revokedAt: now } })).length > 0
}

function invitationOf(record: StoredRecord): Invitation {
  return {
    id: record.id,
    room: record['room'] as RoomId,
    role: record['role'] as InvitedRole,
    createdBy: record['createdBy'] as MemberId,
    createdAt: record['createdAt'] as number,
    expiresAt: record['expiresAt'] as number | null,
    maxUses: record['maxUses'] as number | null,
    uses: record['uses'] as number,
    needsApproval: record['needsApproval'] as boolean,
    revokedAt: record['revokedAt'] as number | null,
  }
}

function is(field: string, value: string | null): Condition {
  return { field, value }
}
