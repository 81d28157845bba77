import type { MemberId, RoomHead, TurnId } from '@parley/protocol'

/**
 * The agents that are at work on words that nobody sees yet, in the order of their turns. [D7] A pure fold of
 * the log, so a cancelled turn cannot leave dots behind. Where agents take their time as people do, they read
 * and think unseen, and are seen when they type, or at work with a tool. [D6, M7]
 */
export function typingMembers(head: RoomHead): { turn: TurnId; member: MemberId }[] {
  const { pace } = head.settings
  const isThinkingSeen = pace === 'instant' || pace === 'human'
  return head.turns.flatMap(({ plan, phase, speaker, message, calls }) =>
    speaker !== undefined &&
    message === undefined &&
    (phase === 'typing' || (phase === 'thinking' && (isThinkingSeen || calls !== undefined)))
      ? [{ turn: plan.id, member: speaker }]
      : [],
  )
}
