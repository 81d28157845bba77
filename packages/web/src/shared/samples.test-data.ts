import type {
  EventId,
  MemberId,
  Message,
  Reaction,
  RoomHead,
  RoomId,
  Seq,
  SystemLine,
  TurnId,
  TurnPhase,
  TurnState,
} from '@parley/protocol'
import type { PendingMessage } from '@parley/client'

/** A head with these members; `me` is a person, all others are agents. For tests. */
export function headOf(...ids: string[]): RoomHead {
  return {
    id: 'room' as RoomId,
    seq: 0 as Seq,
    createdAt: 0,
    changedAt: 0,
    settings: {
      title: '',
      replyMode: 'autopilot',
      pace: 'instant',
      instructions: '',
      maxConsecutiveAgentMessages: 5,
    },
    seed: 'seed',
    members: ids.map((id) => ({
      id: id as MemberId,
      kind: id === 'me' ? 'person' : 'agent',
      name: `${id.slice(0, 1).toUpperCase()}${id.slice(1)} Sample`,
      role: 'member',
    })),
    interruption: 0,
    deleted: false,
    turns: [],
    asked: [],
  }
}

type Given = { by: string; reaction: Reaction; at: number }

/** A message whose time is its seq in seconds. */
export function messageOf(
  seq: number,
  by: string,
  text: string,
  reactions: Given[] = [],
  status: Message['status'] = 'complete',
  turn?: string,
): Message {
  return {
    kind: 'message',
    id: `m${seq}` as EventId,
    seq: seq as Seq,
    at: seq * 1_000,
    by: by as MemberId,
    text,
    status,
    ...(turn === undefined ? {} : { turn: turn as TurnId }),
    reactions: reactions.map((given) => ({ ...given, by: given.by as MemberId })),
    foldedTo: seq as Seq,
  }
}

/** A system line about `member`. */
export function lineOf(
  seq: number,
  type: 'failed' | 'silenced' | 'member-removed',
  member: string,
): SystemLine {
  const about = { member: member as MemberId, name: `${member} Sample` }
  return {
    kind: 'line',
    id: `l${seq}` as EventId,
    seq: seq as Seq,
    at: seq * 1_000,
    by: 'system' as MemberId,
    line:
      type === 'failed'
        ? {
            type,
            turn: `t${seq}` as TurnId,
            member: about.member,
            failure: { code: 'provider-timeout', message: 'Too slow.', retryable: true },
          }
        : { type, ...about },
  }
}

/** A message of ours that the server has not acknowledged. */
export function pendingOf(text: string, state: PendingMessage['state'], at = 99_000): PendingMessage {
  return { id: `p-${text}` as EventId, text, at, state }
}

/** A turn in `phase`. */
export function turnOf(id: string, phase: TurnPhase, speaker?: string, message?: string): TurnState {
  return {
    plan: {
      id: id as TurnId,
      cause: 'person-spoke',
      priority: 100,
      interruption: 0,
      candidates: ['steve' as MemberId],
      wrapUp: false,
      notBefore: 0,
      attempt: 0,
      reasons: [],
    },
    phase,
    since: 0,
    interruption: 0,
    ...(speaker === undefined ? {} : { speaker: speaker as MemberId }),
    ...(message === undefined ? {} : { message: message as EventId }),
  }
}
