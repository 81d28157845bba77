import type { Member, RoomHead } from '@parley/protocol'

/** The agents of a room, in order of joining. */
export function agentsOf(head: Pick<RoomHead, 'members'>): Member[] {
  return head.members.filter((member) => member.kind === 'agent')
}

/** Whether the director may give it turns: an agent that neither sleeps nor is run by another program. [A1, A4] */
export function isAwake({ kind, paused, outside }: Pick<Member, 'kind' | 'paused' | 'outside'>): boolean {
  return kind === 'agent' && paused !== true && outside !== true
}
