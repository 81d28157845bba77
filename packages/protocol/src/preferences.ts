import { z } from 'zod'
import { Milliseconds, RoomId } from './ids.ts'
import { RoomHead } from './snapshot.ts'

/** How one member keeps a room, the same on all of its devices; nobody else sees it and no agent knows. [R5] */
export const RoomPreferences = z.object({
  /** When it was pinned; absent: it is not. */
  pinnedAt: Milliseconds.optional(),
  /** Its alerts are hidden. */
  muted: z.literal(true).optional(),
  /** Put away: the member reads it and does not write in it. */
  archived: z.literal(true).optional(),
})
export type RoomPreferences = z.infer<typeof RoomPreferences>

/** `PATCH /api/rooms/:room/preferences`: what is named changes, the answer is the whole. */
export const PreferenceChange = z.object({
  pinned: z.boolean().optional(),
  muted: z.boolean().optional(),
  archived: z.boolean().optional(),
})
export type PreferenceChange = z.infer<typeof PreferenceChange>

/** The preferences of one room, told with its id. */
export const KeptPreferences = z.object({ room: RoomId, preferences: RoomPreferences })
export type KeptPreferences = z.infer<typeof KeptPreferences>

/** `GET /api/deleted-rooms`: the rooms that the principal could restore, last deleted first. [R5] */
export const DeletedRoomList = z.object({ rooms: z.array(RoomHead) })
export type DeletedRoomList = z.infer<typeof DeletedRoomList>
