import { z } from 'zod'
import { EventId, MemberId, RequestId, RoomId, TurnId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { ReplyMode, Pace, RoomSettings } from './room.ts'
import { Reaction } from './turn.ts'

/** What a member asks of a room; imperative, where events are past tense. One schema for socket and HTTP. */
export const Command = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('create-room'),
    title: z.string().trim().max(LIMITS.maxTitleCharacters).default(''),
    replyMode: ReplyMode.default('autopilot'),
    pace: Pace.optional(),
    instructions: z.string().max(LIMITS.maxInstructionsCharacters).default(''),
    maxConsecutiveAgentMessages: z.number().int().min(1).max(50).default(5),
    /** Besides the creator, who becomes owner. */
    members: z.array(MemberId).max(LIMITS.maxMembers - 1),
    text: z.string().optional(),
  }),
  z.object({ type: z.literal('change-room'), changes: RoomSettings.partial() }),
  z.object({ type: z.literal('delete-room') }),
  z.object({ type: z.literal('restore-room') }),
  z.object({ type: z.literal('post-message'), text: z.string(), replyTo: EventId.optional() }),
  z.object({ type: z.literal('add-reaction'), message: EventId, reaction: Reaction }),
  z.object({ type: z.literal('remove-reaction'), message: EventId, reaction: Reaction }),
  z.object({ type: z.literal('add-member'), member: MemberId }),
  z.object({ type: z.literal('remove-member'), member: MemberId }),
  z.object({
    type: z.literal('request-turn'),
    intent: z.enum(['start', 'continue', 'retry']),
    /** The failed turn, for `retry`. */
    turn: TurnId.optional(),
  }),
])
export type Command = z.infer<typeof Command>
export type CommandType = Command['type']
export type CommandInput = z.input<typeof Command>

/** A command with its address; `id` is made by the client and makes the command idempotent. [C3] */
export const Request = z.object({ id: RequestId, room: RoomId, command: Command })
export type Request = z.infer<typeof Request>
