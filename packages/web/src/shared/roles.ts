import type { MemberId, RoomHead } from '@parley/protocol'

/** Whether a member may decide for the others: delete their messages, lift the budget. */
export function mayModerate(head: RoomHead, member: MemberId): boolean {
  return head.members.some(({ id, role }) => id === member && (role === 'owner' || role === 'moderator'))
}
