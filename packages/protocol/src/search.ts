import { z } from 'zod'
import { MemberId, RoomId } from './ids.ts'
import { Message } from './snapshot.ts'

/** Longer queries are cut off. */
export const MAX_QUERY_CHARACTERS = 200

/** A message that was found, with its room and its author's name as it is now. */
export const FoundMessage = z.object({ room: RoomId, message: Message, author: z.string() })
export type FoundMessage = z.infer<typeof FoundMessage>

/** A room that was found by its title or its members; those are named that fit. */
export const FoundRoom = z.object({ room: RoomId, title: z.string(), members: z.array(MemberId) })
export type FoundRoom = z.infer<typeof FoundRoom>

/**
 * `GET /api/search?q=words&limit=n`: over all rooms of the principal, best first. A room or message has every
 * word of the query; the last one may be the beginning of a word. [R8]
 */
export const SearchResults = z.object({ rooms: z.array(FoundRoom), messages: z.array(FoundMessage) })
export type SearchResults = z.infer<typeof SearchResults>
