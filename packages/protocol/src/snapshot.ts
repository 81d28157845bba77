import { z } from 'zod'
import { Attachments } from './attachment.ts'
import { Failure } from './error.ts'
import { EventId, MemberId, Milliseconds, RoomId, Seq, TurnId } from './ids.ts'
import { LinkPreviews } from './link-preview.ts'
import { AvatarColors, Member, PictureId } from './member.ts'
import { RoomSettings } from './room.ts'
import { ToolCall } from './tool.ts'
import { FinishReason, Reaction, TurnPhase, TurnPlan, Usage } from './turn.ts'

/** A running turn, as a fold of its events. */
export const TurnState = z.object({
  plan: TurnPlan,
  phase: TurnPhase,
  speaker: MemberId.optional(),
  /** Milliseconds since the epoch: when this phase began, and when the next one is due. */
  since: Milliseconds,
  until: Milliseconds.optional(),
  /** How long its speaker will be seen typing, while the words are held back before that. */
  typingMs: Milliseconds.optional(),
  /** The message that it is speaking. */
  message: EventId.optional(),
  /**
   * The room's interruption count under which it runs: stale once the room's is higher. It begins as the plan's
   * and follows the room's past what lets visible words finish. [D4]
   */
  interruption: z.number().int().nonnegative(),
  /** A person stopped it: it ends as `stopped`. [D14] */
  stopped: z.boolean().optional(),
  /** Its calls of tools, in their order. [M7] */
  calls: z.array(ToolCall).optional(),
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
  /** Agents that a person asked and that have not answered yet, in the order in which they will. [D11] */
  asked: z.array(z.object({ member: MemberId, event: EventId, at: Milliseconds })),
  /** The summary that stands for the conversation up to this seq, by its event. [M6] */
  summary: z.object({ event: EventId, upTo: Seq }).optional(),
})
export type RoomHead = z.infer<typeof RoomHead>

export const MessageReaction = z.object({ by: MemberId, reaction: Reaction, at: Milliseconds })
export type MessageReaction = z.infer<typeof MessageReaction>

/** Somebody whose words, or whose name, came into a room with an import, and who is no member of it. [R5] */
export const ImportedPerson = z.object({
  id: MemberId,
  kind: z.enum(['person', 'agent']),
  name: z.string().min(1).max(200),
  colors: AvatarColors.optional(),
  picture: PictureId.optional(),
})
export type ImportedPerson = z.infer<typeof ImportedPerson>

/** Marks what was said elsewhere, and put into this room by somebody: nobody vouches for its author. [R5] */
export const Imported = z.object({ people: z.array(ImportedPerson).optional() })

/** A message as it stands now. */
export const Message = z.object({
  kind: z.literal('message'),
  id: EventId,
  seq: Seq,
  at: Milliseconds,
  by: MemberId,
  text: z.string(),
  attachments: Attachments.optional(),
  /** Of links that its text has, as it now is. [W4] */
  previews: LinkPreviews.optional(),
  status: z.enum(['streaming', 'complete', 'interrupted', 'failed']),
  replyTo: EventId.optional(),
  turn: TurnId.optional(),
  usage: Usage.optional(),
  /** The calls of tools that led to it. [M4, M7] */
  calls: z.array(ToolCall).optional(),
  /** What the model thought before, where its provider tells. */
  thinking: z.string().optional(),
  finishReason: FinishReason.optional(),
  /** From the first request to the model to its last word, the tools between included. [M4] */
  durationMs: Milliseconds.optional(),
  /** When its text was last changed by hand. */
  editedAt: Milliseconds.optional(),
  /** Deleted: the text is gone, only its place is kept. */
  deleted: z.boolean().optional(),
  /** Who deleted it, where that was somebody else than its author: no edit brings it back. */
  deletedBy: MemberId.optional(),
  imported: Imported.optional(),
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
  deleted: z.boolean().optional(),
  imported: Imported.optional(),
  line: z.discriminatedUnion('type', [
    z.object({ type: z.literal('member-added'), member: Member }),
    z.object({ type: z.literal('member-removed'), member: MemberId, name: z.string() }),
    z.object({ type: z.literal('renamed'), title: z.string() }),
    z.object({ type: z.literal('silenced'), member: MemberId, name: z.string() }),
    z.object({ type: z.literal('stopped'), member: MemberId, name: z.string() }),
    z.object({
      /** A failure; with the code `budget-reached` a stop that can be lifted. [M8, D13] */
      type: z.literal('failed'),
      turn: TurnId,
      member: MemberId.optional(),
      failure: Failure,
    }),
  ]),
})
export type SystemLine = z.infer<typeof SystemLine>

/** An item as it is carried into another room: the place that it had is left behind. [R5] */
export const ImportedItem = z.discriminatedUnion('kind', [
  Message.omit({
    id: true,
    seq: true,
    turn: true,
    deleted: true,
    deletedBy: true,
    imported: true,
    foldedTo: true,
  }).extend({
    status: Message.shape.status.exclude(['streaming']),
  }),
  SystemLine.omit({ id: true, seq: true, deleted: true, imported: true }),
])
export type ImportedItem = z.infer<typeof ImportedItem>

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
