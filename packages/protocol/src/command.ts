import { z } from 'zod'
import { AttachmentId } from './attachment.ts'
import { EventId, MemberId, RequestId, RoomId, TurnId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { Role } from './member.ts'
import { ReplyMode, Pace, RoomSettings, RoomTitle } from './room.ts'
import { ApprovalDecision, CallId } from './tool.ts'
import { Reaction, TurnIntent } from './turn.ts'

/** What a member asks of a room; imperative, where events are past tense. One schema for socket and HTTP. */
export const Command = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('create-room'),
    title: RoomTitle.default(''),
    replyMode: ReplyMode.default('autopilot'),
    pace: Pace.optional(),
    instructions: z.string().max(LIMITS.maxInstructionsCharacters).default(''),
    maxConsecutiveAgentMessages: z.number().int().min(1).max(50).default(5),
    /** Besides the creator, who becomes owner. */
    members: z.array(MemberId).max(LIMITS.maxMembers - 1),
    /** False: no tool of its agents reaches the web, from the first message on. [M7] */
    webAccess: z.boolean().optional(),
    text: z.string().optional(),
    /** Uploads of the creator's own, of the first message; with them its text may be empty. [R2] */
    attachments: z.array(AttachmentId).max(LIMITS.maxAttachments).optional(),
    /** The agent among the members whose own first message opens the room. [A3] */
    greeter: MemberId.optional(),
  }),
  z.object({ type: z.literal('change-room'), changes: RoomSettings.partial() }),
  z.object({ type: z.literal('delete-room') }),
  z.object({ type: z.literal('restore-room') }),
  z.object({
    type: z.literal('post-message'),
    text: z.string(),
    replyTo: EventId.optional(),
    /** Uploads of this room, in their order; with them the text may be empty. [R2, W3] */
    attachments: z.array(AttachmentId).max(LIMITS.maxAttachments).optional(),
  }),
  /**
   * A message that comes in chunks; its id is that of this command. Its author appends to it and finishes it;
   * one that is left alone is finished as `interrupted`. [A4]
   */
  z.object({ type: z.literal('start-message'), replyTo: EventId.optional() }),
  z.object({ type: z.literal('append-message'), message: EventId, text: z.string() }),
  z.object({
    type: z.literal('finish-message'),
    message: EventId,
    status: z.enum(['complete', 'interrupted', 'failed']).default('complete'),
  }),
  z.object({ type: z.literal('add-reaction'), message: EventId, reaction: Reaction }),
  z.object({ type: z.literal('remove-reaction'), message: EventId, reaction: Reaction }),
  z.object({
    type: z.literal('add-member'),
    member: MemberId,
    /** `member` where absent; moderators may give that and less, owners any. [R4] */
    role: Role.optional(),
  }),
  z.object({ type: z.literal('remove-member'), member: MemberId }),
  z.object({
    type: z.literal('request-turn'),
    intent: TurnIntent,
    /** The failed turn, for `retry`. */
    turn: TurnId.optional(),
    /** For `ask`: who, in this order; absent: all agents of the room in order of joining. [D11] */
    agents: z.array(MemberId).min(1).max(LIMITS.maxMembers).optional(),
    /** For `regenerate`: the agent's message to be replaced; what agents said after it goes too. [D14] */
    message: EventId.optional(),
    /** For `continue` after a budget was reached: allow as much again today; owners and moderators only. [D13] */
    beyondBudget: z.boolean().optional(),
  }),
  z.object({ type: z.literal('stop-turns') }),
  z.object({
    type: z.literal('edit-message'),
    message: EventId,
    text: z.string(),
    /** Take away what agents said after it, and have it answered anew. [D14] */
    rerun: z.boolean().optional(),
  }),
  z.object({ type: z.literal('delete-message'), message: EventId }),
  z.object({ type: z.literal('change-role'), member: MemberId, role: Role }),
  /** An owner or moderator lets a waiting call of a dangerous tool run, or not. [S5] */
  z.object({
    type: z.literal('give-approval'),
    turn: TurnId,
    call: CallId,
    decision: ApprovalDecision,
  }),
])
export type Command = z.infer<typeof Command>
export type CommandType = Command['type']
export type CommandInput = z.input<typeof Command>

/** A command with its address; `id` is made by the client and makes the command idempotent. [C3] */
export const Request = z.object({ id: RequestId, room: RoomId, command: Command })
export type Request = z.infer<typeof Request>
