import { z } from 'zod'
import { LIMITS } from './limits.ts'

/** Who decides that an agent speaks. [R1, D2, D10, D11] */
export const REPLY_MODES = ['autopilot', 'ambient', 'manual'] as const
export const ReplyMode = z.enum(REPLY_MODES)
export type ReplyMode = z.infer<typeof ReplyMode>

/** How fast agents move. `natural` comes with the measured distributions. [D6] */
export const PACES = ['instant', 'human'] as const
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
