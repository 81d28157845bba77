import { LIMITS } from '@parley/protocol'
import type { Member, MemberId, Role, RoomHead } from '@parley/protocol'
import { Refusal } from '../refusal.ts'
import type { Events, MemberOrder } from './context.ts'
import { findMember } from './create-room.ts'

/** Roles that an owner, a moderator, a member may give to others. [R4] */
const MAY_GIVE: Record<Role, readonly Role[]> = {
  owner: ['owner', 'moderator', 'member', 'viewer'],
  moderator: ['member', 'viewer'],
  member: ['member'],
  viewer: [],
}

export async function addMember(order: MemberOrder<'add-member'>): Promise<Events> {
  const { office, principal, id, head, command } = order
  if (head.members.some((member) => member.id === command.member)) throw new Refusal('already-member')
  if (head.members.length >= LIMITS.maxMembers) {
    throw new Refusal('too-large', `A room may have ${LIMITS.maxMembers} members.`)
  }
  const { role = 'member' } = command
  const own = roleOf(head, principal.id)
  if (!MAY_GIVE[own].includes(role)) throw new Refusal('forbidden')
  if (principal.guest === true && own === 'member')
    throw new Refusal('forbidden', 'Guests cannot bring others.')
  const member = await findMember(office, command.member)
  return [{ type: 'member-added', id, by: principal.id, data: { member: { ...member, role } } }]
}

/** Anyone may leave; owners remove anybody, moderators whoever does not rule the room. [R4] */
export function removeMember({ principal, id, head, command }: MemberOrder<'remove-member'>): Events {
  const target = find(head, command.member)
  if (target.id !== principal.id && !mayRule(roleOf(head, principal.id), target))
    throw new Refusal('forbidden')
  requireOwnerLeft(head, target)
  return [{ type: 'member-removed', id, by: principal.id, data: { member: target.id } }]
}

/** Owners change the roles of people and agents, their own included; moderators between member and viewer. [R4] */
export function changeRole({ principal, id, head, command }: MemberOrder<'change-role'>): Events {
  const target = find(head, command.member)
  const own = roleOf(head, principal.id)
  if (!mayRule(own, target) || !MAY_GIVE[own].includes(command.role)) throw new Refusal('forbidden')
  if (command.role !== 'owner') requireOwnerLeft(head, target)
  if (target.kind === 'agent' && command.role === 'owner') {
    throw new Refusal('not-supported', 'An agent cannot own a room.')
  }
  const member = { ...target, role: command.role }
  return [{ type: 'member-changed', id, by: principal.id, data: { member } }]
}

function mayRule(own: Role, target: Member): boolean {
  if (own === 'owner') return true
  return own === 'moderator' && target.role !== 'owner' && target.role !== 'moderator'
}

/** A room without an owner could be neither ruled nor deleted. */
function requireOwnerLeft(head: RoomHead, leaving: Member): void {
  const isOther = (member: Member) => member.role === 'owner' && member.id !== leaving.id
  if (leaving.role === 'owner' && !head.members.some(isOther)) throw new Refusal('last-owner')
}

function find(head: RoomHead, id: MemberId): Member {
  const target = head.members.find((member) => member.id === id)
  if (target === undefined) throw new Refusal('member-not-found')
  return target
}

function roleOf(head: RoomHead, id: MemberId): Role {
  return head.members.find((member) => member.id === id)?.role ?? 'viewer'
}
