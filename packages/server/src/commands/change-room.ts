import type { MemberOrder, Events } from './context.ts'
import { Refusal } from '../refusal.ts'
import { checkReplyMode } from './reply-mode.ts'

/** Title, instructions, pace, reply mode: whatever is named. [R5] */
export function changeRoom({ principal, id, head, command }: MemberOrder<'change-room'>): Events {
  const { changes } = command
  if (Object.keys(changes).length === 0)
    throw new Refusal('invalid-input', 'changes: names nothing to change')
  if (changes.webAccess !== undefined || changes.approvalsNeeded !== undefined) {
    const role = head.members.find(({ id: member }) => member === principal.id)?.role
    if (role !== 'owner' && role !== 'moderator')
      throw new Refusal('forbidden', 'Only an owner or a moderator may change what tools may do.')
  }
  if (changes.replyMode !== undefined) checkReplyMode(changes.replyMode, head.members)
  return [{ type: 'room-changed', id, by: principal.id, data: changes }]
}

export function deleteRoom({ principal, id, head }: MemberOrder<'delete-room'>): Events {
  requireOwner(head, principal.id)
  return [{ type: 'room-deleted', id, by: principal.id, data: {} }]
}

export function restoreRoom({ principal, id, head }: MemberOrder<'restore-room'>): Events {
  requireOwner(head, principal.id)
  return [{ type: 'room-restored', id, by: principal.id, data: {} }]
}

function requireOwner(head: MemberOrder<'delete-room'>['head'], id: string): void {
  const role = head.members.find((member) => member.id === id)?.role
  if (role !== 'owner') throw new Refusal('forbidden', 'Only the owner of a room may delete or restore it.')
}
