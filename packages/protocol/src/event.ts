import { z } from 'zod'
import { Attachments } from './attachment.ts'
import { Failure } from './error.ts'
import { EventId, MemberId, Milliseconds, RoomId, Seq, TurnId } from './ids.ts'
import { LinkPreviews } from './link-preview.ts'
import { Member } from './member.ts'
import { RoomSettings } from './room.ts'
import { ImportedItem, ImportedPerson } from './snapshot.ts'
import { ApprovalDecision, CallId, ToolName, ToolStatus } from './tool.ts'
import {
  FinishReason,
  Reaction,
  Reason,
  TurnIntent,
  TurnOutcome,
  TurnPhase,
  TurnPlan,
  Usage,
} from './turn.ts'

/** Of a summary of the history. */
export const MAX_SUMMARY_CHARACTERS = 8_000

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
    /** Empty only where it has attachments. */
    text: z.string(),
    attachments: Attachments.optional(),
    replyTo: EventId.optional(),
    turn: TurnId.optional(),
    usage: Usage.optional(),
    /** The member in whose name a model went on; what it said so was cut away. [M5] */
    cutFor: MemberId.optional(),
    /** What the model thought before, where its provider tells; cut off where it is long. */
    thinking: z.string().optional(),
    finishReason: FinishReason.optional(),
    durationMs: Milliseconds.optional(),
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
    finishReason: FinishReason.optional(),
    durationMs: Milliseconds.optional(),
    cutFor: MemberId.optional(),
    thinking: z.string().optional(),
  }),
  /**
   * The text of a message as its author now wants it; one that its author deleted is there again.
   * With `rerun` the room answers it anew, as if it had just been posted. [D14]
   */
  'message-edited': z.object({
    message: EventId,
    text: z.string(),
    rerun: z.boolean().optional(),
    /** It was deleted and is back as it was: with its files, and not as one that was edited. */
    restored: z.object({ attachments: Attachments.optional() }).optional(),
    /** Where the message stands. */
    seq: Seq.optional(),
  }),
  /** Gone from the conversation and from every later context; `message` may also be a line of the room. [D14] */
  'message-deleted': z.object({ message: EventId, seq: Seq.optional() }),

  /**
   * What the pages say of themselves to which a message leads, by the room itself, some time after it; takes the
   * place of an earlier one. Nobody answers it. [W4]
   */
  'links-previewed': z.object({ message: EventId, previews: LinkPreviews }),

  /**
   * Something said elsewhere, with its author and its time, put in by `by` as the room was made. Nobody answers
   * it. `people`: those whom it names and who are no members. [R5]
   */
  'item-imported': z.object({ item: ImportedItem, people: z.array(ImportedPerson).optional() }),

  'reaction-added': z.object({ message: EventId, reaction: Reaction, turn: TurnId.optional() }),
  'reaction-removed': z.object({ message: EventId, reaction: Reaction }),

  /**
   * A person sets the room going without a message, tries again, asks agents by name (in this order), or
   * has an answer given anew. [D2, D11, D14]
   */
  'turn-requested': z.object({
    intent: TurnIntent,
    turn: TurnId.optional(),
    /** Who is to answer, each once, for `ask` and `regenerate`, and for the `retry` of a known speaker. */
    agents: z.array(MemberId).min(1).optional(),
    /** The room, and the workspace, may use up their budgets of the day once more. [D13] */
    beyondBudget: z.boolean().optional(),
  }),
  /** A person stops whatever is running or waiting. [D14] */
  'turns-stopped': z.object({}),
  'turn-queued': z.object({ plan: TurnPlan }),
  'turn-advanced': z.object({
    turn: TurnId,
    phase: TurnPhase.exclude(['queued']),
    speaker: MemberId.optional(),
    /** When the next phase is due; absent while a model is awaited. */
    until: Milliseconds.optional(),
    /** For a phase that holds the words back before anybody is seen typing: how long the typing will be. [D6] */
    typingMs: Milliseconds.optional(),
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
    /** Of the call that decided that nobody speaks. */
    usage: Usage.optional(),
  }),
  /** An agent calls a tool; written before the tool runs. `arguments` is JSON. [M7] */
  'tool-called': z.object({ turn: TurnId, call: CallId, tool: ToolName, arguments: z.string() }),
  'tool-finished': z.object({
    turn: TurnId,
    call: CallId,
    status: ToolStatus,
    /** Cut off where it is long; data, never instructions. */
    result: z.string(),
    durationMs: Milliseconds,
  }),
  /** The turn waits until enough people approve the call, one declines it, or the time is over. [S5] */
  'approval-requested': z.object({
    turn: TurnId,
    call: CallId,
    needed: z.number().int().min(1),
    expiresAt: Milliseconds,
  }),
  'approval-given': z.object({ turn: TurnId, call: CallId, decision: ApprovalDecision }),
  /** "X has notifications silenced": the run of agent messages is over. [D9] */
  'room-silenced': z.object({ member: MemberId, reasons: z.array(Reason).optional() }),
  /**
   * What agents are told of the conversation up to a seq, in place of its words: those stay where they are.
   * With `upTo` 0 the last one holds no longer. [M6]
   */
  'history-summarised': z.object({
    upTo: Seq,
    text: z.string().max(MAX_SUMMARY_CHARACTERS),
    usage: Usage.optional(),
  }),
  /** Nobody takes up what was said last, by a rule and without a model. [D10, D12] */
  'silence-kept': z.object({ reasons: z.array(Reason) }),
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
