import { z } from 'zod'
import { MemberId, RoomId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { AvatarColors, Name } from './member.ts'
import { RoomSnapshot, TimelineItem } from './snapshot.ts'

/** What a person may set of an agent. [A1] */
export const AgentProfile = z.object({
  name: Name,
  title: z.string().trim().max(LIMITS.maxNameCharacters).default(''),
  bio: z.string().trim().max(1_000).default(''),
  colors: AvatarColors.optional(),
  /** How it talks, not what about. */
  personality: z.string().max(LIMITS.maxPersonalityCharacters).default(''),
  /** `provider:model`; empty: the workspace's default. [M1] */
  model: z.string().max(200).default(''),
  talkativeness: z.number().min(0).max(1).default(0.5),
  paused: z.boolean().default(false),
})
export type AgentProfile = z.infer<typeof AgentProfile>

export const Agent = AgentProfile.extend({
  id: MemberId,
  /** Written by us: shown as an AI impression. */
  starter: z.boolean(),
})
export type Agent = z.infer<typeof Agent>

/** `GET /api/me` */
export const Me = z.object({
  id: MemberId,
  name: z.string(),
  /** The default model, and whether it only rehearses. [M2] */
  model: z.object({ id: z.string(), rehearsal: z.boolean() }),
  server: z.object({ version: z.string() }),
})
export type Me = z.infer<typeof Me>

/** `GET /api/rooms`: the rooms of the principal, last active first, each with the end of its timeline. */
export const RoomList = z.object({ rooms: z.array(RoomSnapshot) })
export type RoomList = z.infer<typeof RoomList>

/** `GET /api/rooms/:room/timeline?before=seq&limit=n` */
export const TimelinePage = z.object({ items: z.array(TimelineItem), more: z.boolean() })
export type TimelinePage = z.infer<typeof TimelinePage>

/** `POST /api/rooms/:room/commands` answers with the seq of the (last) event. */
export const CommandResult = z.object({ room: RoomId, seq: z.number() })
export type CommandResult = z.infer<typeof CommandResult>
