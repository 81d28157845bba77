import { z } from 'zod'
import { Failure } from './error.ts'
import { EventId, MemberId, Milliseconds, RoomId, Seq, TurnId } from './ids.ts'
import { Member } from './member.ts'
import { RoomSettings } from './room.ts'
import { Reaction, TurnPhase, TurnPlan, Usage } from './turn.ts'

/** A running turn, as a fold of its events. */
export const TurnState = z.object({
  plan: TurnPlan,
  phase: TurnPhase,
  speaker: MemberId.optional(),
  /** Milliseconds since the epoch: when this phase began, and when the next one is due. */
  since: Milliseconds,
  until: Milliseconds.optional(),
  /** The message that it is speaking. */
  message: EventId.optional(),
})
export type TurnState = z.infer<typeof TurnState>

/** Everything of a room but its messages: small, and complete for deciding. */
export const RoomHead = z.object({
  id: RoomId,
  seq: Seq,
  createdAt: Milliseconds,
  changedAt: Milliseconds,
  settings: RoomSettings,
  seed: z.string(),
  /** In order of joining. */
  members: z.array(Member),
  /** Raised by whatever makes running turns stale. [D4] */
  interruption: z.number().int().nonnegative(),
  deleted: z.boolean(),
  /** Running turns by the order in which they were queued. */
  turns: z.array(TurnState),
})
export type RoomHead = z.infer<typeof RoomHead>

export const MessageReaction = z.object({ by: MemberId, reaction: Reaction, at: Milliseconds })
export type MessageReaction = z.infer<typeof MessageReaction>

/** A message as it stands now. */
export const Message = z.object({
  kind: z.literal('message'),
  id: EventId,
  seq: Seq,
  at: Milliseconds,
  by: MemberId,
  text: z.string(),
  status: z.enum(['streaming', 'complete', 'interrupted', 'failed']),
  replyTo: EventId.optional(),
  turn: TurnId.optional(),
  usage: Usage.optional(),
  reactions: z.array(MessageReaction),
  /** Seq of the last event that is folded in: earlier ones must not be applied again. */
  foldedTo: Seq,
})
export type Message = z.infer<typeof Message>

/** A line that the room itself says, centred and grey. */
export const SystemLine = z.object({
  kind: z.literal('line'),
  id: EventId,
  seq: Seq,
  at: Milliseconds,
  by: MemberId,
  line: z.discriminatedUnion('type', [
    z.object({ type: z.literal('member-added'), member: Member }),
    z.object({ type: z.literal('member-removed'), member: MemberId, name: z.string() }),
    z.object({ type: z.literal('renamed'), title: z.string() }),
    z.object({ type: z.literal('silenced'), member: MemberId, name: z.string() }),
    z.object({
      type: z.literal('failed'),
      turn: TurnId,
      member: MemberId.optional(),
      failure: Failure,
    }),
  ]),
})
export type SystemLine = z.infer<typeof SystemLine>

/** What stands in the conversation, ordered by `seq`. */
export const TimelineItem = z.discriminatedUnion('kind', [Message, SystemLine])
export type TimelineItem = z.infer<typeof TimelineItem>

/** A room at `head.seq` with the end of its timeline. Folding later events into it equals folding all. */
export const RoomSnapshot = z.object({
  head: RoomHead,
  timeline: z.array(TimelineItem),
  /** There are older items: ask for the page before `timeline[0].seq`. */
  more: z.boolean(),
})
export type RoomSnapshot = z.infer<typeof RoomSnapshot>
