import { z } from 'zod'
import { Failure } from './error.ts'
import { EventId, MemberId, Milliseconds, RoomId, Seq, TurnId } from './ids.ts'
import { Member } from './member.ts'
import { RoomSettings } from './room.ts'
import { Reaction, Reason, TurnOutcome, TurnPhase, TurnPlan, Usage } from './turn.ts'

/**
 * The facts of a room, by type. Every lasting thing is one of these and has one `seq`. [C1]
 * `message-appended` events are folded away once their `message-finished` is in the log: it carries
 * the whole text, so that whoever resumes from any seq ends with the same words. [C4]
 */
export const EVENT_DATA = {
  'room-created': RoomSettings.extend({
    /** Seed of every random choice of the room. [D1] */
    seed: z.string().min(1).max(64),
  }),
  'room-changed': RoomSettings.partial(),
  'room-deleted': z.object({}),
  'room-restored': z.object({}),

  'member-added': z.object({ member: Member }),
  'member-changed': z.object({ member: Member }),
  'member-removed': z.object({ member: MemberId }),

  'message-posted': z.object({
    text: z.string(),
    replyTo: EventId.optional(),
    turn: TurnId.optional(),
    usage: Usage.optional(),
  }),
  'message-started': z.object({ turn: TurnId.optional(), replyTo: EventId.optional() }),
  'message-appended': z.object({ message: EventId, text: z.string() }),
  'message-finished': z.object({
    message: EventId,
    text: z.string(),
    /** `interrupted` and `failed` messages keep what was visible. */
    status: z.enum(['complete', 'interrupted', 'failed']),
    turn: TurnId.optional(),
    usage: Usage.optional(),
    finishReason: z.string().max(40).optional(),
  }),

  'reaction-added': z.object({ message: EventId, reaction: Reaction, turn: TurnId.optional() }),
  'reaction-removed': z.object({ message: EventId, reaction: Reaction }),

  /** A person sets the room going, or tries again, without a message. [D2, D14] */
  'turn-requested': z.object({
    intent: z.enum(['start', 'continue', 'retry']),
    turn: TurnId.optional(),
  }),
  'turn-queued': z.object({ plan: TurnPlan }),
  'turn-advanced': z.object({
    turn: TurnId,
    phase: TurnPhase.exclude(['queued']),
    speaker: MemberId.optional(),
    /** When the next phase is due; absent while a model is awaited. */
    until: Milliseconds.optional(),
    reasons: z.array(Reason).optional(),
    /** Of the call that chose the speaker, where the words are a call of their own. */
    usage: Usage.optional(),
  }),
  'turn-ended': z.object({
    turn: TurnId,
    outcome: TurnOutcome,
    speaker: MemberId.optional(),
    failure: Failure.optional(),
    reasons: z.array(Reason).optional(),
  }),
  /** "X has notifications silenced": the run of agent messages is over. [D9] */
  'room-silenced': z.object({ member: MemberId }),
} as const

export type EventType = keyof typeof EVENT_DATA
export type EventData<Type extends EventType> = z.infer<(typeof EVENT_DATA)[Type]>

type Stored = {
  room: RoomId
  seq: Seq
  id: EventId
  /** Milliseconds since the epoch, by the clock of the server that appended. */
  at: number
  /** The author: a member, or `system` for the director. */
  by: MemberId
  /** The event that led to this one. */
  causedBy?: EventId
}

/** An event as stored and as delivered. */
export type RoomEvent<Type extends EventType = EventType> = {
  [T in Type]: Stored & { type: T; data: EventData<T> }
}[Type]

/** An event before the store gave it its place. */
export type NewEvent<Type extends EventType = EventType> = {
  [T in Type]: Pick<Stored, 'id' | 'by' | 'causedBy'> & { type: T; data: EventData<T> }
}[Type]

const envelope = {
  room: RoomId,
  seq: Seq,
  id: EventId,
  at: Milliseconds,
  by: MemberId,
  causedBy: EventId.optional(),
}

/** Validates an event from outside (an import, an older client's fixture). */
export const RoomEvent = z.discriminatedUnion(
  'type',
  Object.entries(EVENT_DATA).map(([type, data]) =>
    z.object({ ...envelope, type: z.literal(type), data }),
  ) as never,
) as unknown as z.ZodType<RoomEvent>
