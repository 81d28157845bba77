import { z } from 'zod'
import { RoomEvent } from './event.ts'
import { MemberId, RoomId, Seq } from './ids.ts'
import { LIMITS } from './limits.ts'
import { AvatarColors, Name, PictureId } from './member.ts'
import { KeptPreferences } from './preferences.ts'
import { RoomSnapshot, TimelineItem } from './snapshot.ts'
import { ToolNames } from './tool.ts'

/** What a person may set of an agent. [A1] */
export const AgentProfile = z.object({
  name: Name,
  title: z.string().trim().max(LIMITS.maxNameCharacters).default(''),
  bio: z.string().trim().max(1_000).default(''),
  colors: AvatarColors.optional(),
  /** Of `POST /api/pictures`. */
  picture: PictureId.optional(),
  /** How it talks, not what about. */
  personality: z.string().max(LIMITS.maxPersonalityCharacters).default(''),
  /** `provider:model`; empty: the workspace's default. [M1] */
  model: z.string().max(200).default(''),
  talkativeness: z.number().min(0).max(1).default(0.5),
  paused: z.boolean().default(false),
  /** It is run by another program, with a token: nobody here speaks for it. [A4] */
  outside: z.boolean().optional(),
  /** Absent: the tools that the workspace gives to all. [M7] */
  tools: ToolNames.optional(),
  /** What it says first in a room whose creator asks for that. [A3] */
  firstMessage: z.string().max(LIMITS.maxFirstMessageCharacters).optional(),
})
export type AgentProfile = z.infer<typeof AgentProfile>

/** What changes of an agent; null takes a part away. */
export const AgentChange = AgentProfile.partial().extend({
  colors: AvatarColors.nullable().optional(),
  picture: PictureId.nullable().optional(),
  tools: ToolNames.nullable().optional(),
  firstMessage: AgentProfile.shape.firstMessage.unwrap().nullable().optional(),
})
export type AgentChange = z.infer<typeof AgentChange>

export const Agent = AgentProfile.extend({
  id: MemberId,
  /** Written by us: shown as an AI impression. */
  starter: z.boolean(),
})
export type Agent = z.infer<typeof Agent>

export const AgentList = z.object({ agents: z.array(Agent) })
export type AgentList = z.infer<typeof AgentList>

/** `GET /api/me` */
export const Me = z.object({
  id: MemberId,
  name: z.string(),
  /** Came by an invitation, without an account. [R4] */
  guest: z.boolean(),
  /** The default model, and whether it only rehearses. [M2] */
  model: z.object({ id: z.string(), rehearsal: z.boolean() }),
  server: z.object({ version: z.string() }),
})
export type Me = z.infer<typeof Me>

/** `PATCH /api/me`: what a person may change of itself; the name shows in all its rooms. */
export const ProfileChange = z.object({ name: Name })
export type ProfileChange = z.infer<typeof ProfileChange>

/** How far a member has read a room, and how many messages of others lie behind that: 100 stands for more. */
export const Reading = z.object({ room: RoomId, position: Seq, unread: z.number().int().min(0).max(100) })
export type Reading = z.infer<typeof Reading>

/**
 * `GET /api/rooms`: the rooms of the principal, last active first, each with the end of its timeline, and
 * what of each is unread [C6], and how the principal keeps those that it keeps in its own way [R5].
 */
export const RoomList = z.object({
  rooms: z.array(RoomSnapshot),
  unread: z.array(Reading),
  preferences: z.array(KeptPreferences),
})
export type RoomList = z.infer<typeof RoomList>

/** `GET /api/rooms/:room/timeline?before=seq&limit=n` */
export const TimelinePage = z.object({ items: z.array(TimelineItem), more: z.boolean() })
export type TimelinePage = z.infer<typeof TimelinePage>

/** `POST /api/rooms/:room/commands` answers with the seq of the (last) event. */
export const CommandResult = z.object({ room: RoomId, seq: z.number() })
export type CommandResult = z.infer<typeof CommandResult>

/**
 * `GET /api/rooms/:room/why/:item`: the decisions behind an item of the timeline, and what people asked for that led
 * to them, in the order of the log. [D11, D12]
 */
export const Why = z.object({ events: z.array(RoomEvent) })
export type Why = z.infer<typeof Why>
