import type { EventId, Member, MemberId, Message, RoomHead, Seq, TurnId, TurnState } from '@parley/protocol'
import { isAwake } from '@parley/room'
import type { FloorContext } from './floor/index.ts'

/** Raise it when the shape or meaning of the state changes: what was saved under another one is not read. */
export const STATE_VERSION = 2

/**
 * What the director remembers of a room: a fold of its log and of nothing else, so that replaying
 * the log on another server gives the same state. Plain data; it is saved as JSON. [D1]
 */
export type DirectorState = {
  head: RoomHead
  run: Run
  /** Turns whose words are complete in the log, and how they ended; until the turn itself ends. */
  spoken: Record<TurnId, Message['status']>
  /** What tells in an ambient room who is likely to speak; other rooms need none. [D10] */
  floor?: FloorContext
}

/** The exchange since a person last spoke: agents answer until somebody wraps up. [D2, D9] */
export type Run = {
  /** False: nobody is to speak until a person does something. */
  active: boolean
  /** What a person said or asked for and no turn has taken up yet; `at` is of the latest. [D5] */
  waiting?: { at: number; event: EventId; cause: 'person-spoke' | 'requested' }
  /** Agent messages since then. System lines never count. [D9] */
  agentMessages: number
  /** The last of them that only acknowledge, in a row. [D13] */
  acknowledgements: number
  /** The author of the last message, if it was an agent. */
  lastSpeaker?: MemberId
  lastMessage?: { id: EventId; by: MemberId; at: number; characters: number }
  /** Agents that were addressed, or in whose name another spoke, and have not answered; first come first. [D2] */
  owed: { member: MemberId; event: EventId; spokenFor?: true }[]
  /** Where each agent spoke last. */
  spokenAt: Record<MemberId, Seq>
  /** Attempts at the current answer that died with their server. [D15] */
  attempts: number
  /** Turns queued, and silences kept, in this room so far: names the next, so that it cannot come twice. [C3] */
  turns: number
  /** A running mean of the time until a person answers somebody else; milliseconds. [D6] */
  gapMs?: number
}

export function runningTurn({ head }: Pick<DirectorState, 'head'>, id: TurnId): TurnState | undefined {
  return head.turns.find((turn) => turn.plan.id === id)
}

export function kindOf({ head }: Pick<DirectorState, 'head'>, id: MemberId): Member['kind'] | undefined {
  return head.members.find((member) => member.id === id)?.kind
}

/** The agents that may be asked to speak at all. */
export function awakeAgents(state: Pick<DirectorState, 'head'>): Member[] {
  return state.head.members.filter(isAwake)
}

/** With one agent each batch is answered once, and nothing wraps up. [D2] */
export function hasSeveral(state: Pick<DirectorState, 'head'>): boolean {
  return awakeAgents(state).length > 1
}
