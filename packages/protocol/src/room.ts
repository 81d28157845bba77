import { z } from 'zod'
import { PACES, REPLY_MODES } from './constants.ts'
import { LIMITS } from './limits.ts'

export const ReplyMode = z.enum(REPLY_MODES)
export type ReplyMode = z.infer<typeof ReplyMode>

export const Pace = z.enum(PACES)
export type Pace = z.infer<typeof Pace>

export const RoomSettings = z.object({
  /** Empty: the room is called by its members' names. */
  title: z.string().trim().max(LIMITS.maxTitleCharacters),
  replyMode: ReplyMode,
  pace: Pace,
  /** What every agent of the room is told. */
  instructions: z.string().max(LIMITS.maxInstructionsCharacters),
  /** Length of a run of agent messages without a person; the last one wraps up. [D9] */
  maxConsecutiveAgentMessages: z.number().int().min(1).max(50),
})
export type RoomSettings = z.infer<typeof RoomSettings>
