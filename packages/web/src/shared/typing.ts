import type { MemberId, RoomHead, TurnId } from '@parley/protocol'

export type Typist = { turn: TurnId; member: MemberId }

/**
 * Who is at work on words that nobody sees yet, in the order of their turns: a turn with a speaker
 * that thinks or types and has no message. A pure fold of the log, so a cancelled turn cannot leave
 * dots behind. [D7]
 */
export function typistsOf(head: RoomHead): Typist[] {
  return head.turns.flatMap((turn) =>
    turn.speaker !== undefined &&
    turn.message === undefined &&
    (turn.phase === 'thinking' || turn.phase === 'typing')
      ? [{ turn: turn.plan.id, member: turn.speaker }]
      : [],
  )
}
