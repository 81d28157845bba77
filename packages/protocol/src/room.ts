import { z } from 'zod'
import { PACES, REPLY_MODES } from './constants.ts'
import { isBlank, LIMITS } from './limits.ts'

export const ReplyMode = z.enum(REPLY_MODES)
export type ReplyMode = z.infer<typeof ReplyMode>

export const Pace = z.enum(PACES)
export type Pace = z.infer<typeof Pace>

/** What the agents of a room, or of all rooms, may use up in a day (UTC). An absent part has no limit. [D13] */
export const Budget = z.object({
  tokens: z.number().int().positive().optional(),
  usd: z.number().positive().optional(),
  /** Time of model calls. */
  seconds: z.number().positive().optional(),
})
export type Budget = z.infer<typeof Budget>

/** Empty, as is one of which nothing would be seen: the room is called by its members' names. */
export const RoomTitle = z
  .string()
  .trim()
  .max(LIMITS.maxTitleCharacters)
  .overwrite((text) => (isBlank(text) ? '' : text))

export const RoomSettings = z.object({
  title: RoomTitle,
  replyMode: ReplyMode,
  pace: Pace,
  /** What every agent of the room is told. */
  instructions: z.string().max(LIMITS.maxInstructionsCharacters),
  /** Length of a run of agent messages without a person; the last one wraps up. [D9] */
  maxConsecutiveAgentMessages: z.number().int().min(1).max(50),
  /** Absent: only the limits of the whole workspace hold. */
  budget: Budget.optional(),
  /** False: no tool of its agents reaches the web. [M7] */
  webAccess: z.boolean().optional(),
  /** How many owners and moderators have to approve a call of a dangerous tool; absent: one. [S5] */
  approvalsNeeded: z.number().int().min(1).max(20).optional(),
})
export type RoomSettings = z.infer<typeof RoomSettings>
