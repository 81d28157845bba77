import { LIMITS } from '@parley/protocol'
import { Refusal } from '../refusal.ts'
import type { Events, MemberOrder } from './context.ts'
import { findMember } from './create-room.ts'

export async function addMember(order: MemberOrder<'add-member'>): Promise<Events> {
  const { office, principal, id, head, command } = order
  if (head.members.some((member) => member.id === command.member)) throw new Refusal('already-member')
  if (head.members.length >= LIMITS.maxMembers) {
    throw new Refusal('too-large', `A room may have ${LIMITS.maxMembers} members.`)
  }
  const member = await findMember(office, command.member)
  return [{ type: 'member-added', id, by: principal.id, data: { member } }]
}

/** Anyone may leave; owners and moderators may remove others. [R4] */
export function removeMember({ principal, id, head, command }: MemberOrder<'remove-member'>): Events {
  const target = head.members.find((member) => member.id === command.member)
  if (target === undefined) throw new Refusal('member-not-found')
  const role = head.members.find((member) => member.id === principal.id)?.role
  if (target.id !== principal.id && role !== 'owner' && role !== 'moderator') throw new Refusal('forbidden')
  return [{ type: 'member-removed', id, by: principal.id, data: { member: target.id } }]
}
