import { z } from 'zod'
import { WireError } from './error.ts'
import { RoomEvent } from './event.ts'
import { EventId, MemberId, Milliseconds, RequestId, RoomId } from './ids.ts'
import { ImportedPerson, RoomHead, TimelineItem } from './snapshot.ts'

/** `POST /api/rooms/:room/fork`: a new room that goes on from a message. [R5] */
export const ForkRequest = z.object({
  /** Of the new room; asked again with the same id, the answer is the same. [C3] */
  id: RequestId,
  /** The last item that the new room has. */
  message: EventId,
  /** The other people come along too. */
  people: z.boolean().default(false),
})
export type ForkRequest = z.infer<typeof ForkRequest>

/** A newer one is refused by an older server. */
export const EXPORT_VERSION = 1

/** `GET /api/rooms/:room/export`: all of a room; `timeline` is the fold of `events`. [R5] */
export const RoomExport = z.object({
  format: z.literal('parley-room'),
  version: z.literal(EXPORT_VERSION),
  exportedAt: Milliseconds,
  exportedBy: MemberId,
  room: RoomHead,
  /** Whoever is named and is no member (any more). */
  people: z.array(ImportedPerson),
  timeline: z.array(TimelineItem),
  events: z.array(RoomEvent),
})
export type RoomExport = z.infer<typeof RoomExport>

/** `POST /api/imports` answers with one of these a line, a conversation each, in the order of the file. [R5] */
export const ImportLine = z.object({
  /** Which conversation of how many, from 1. */
  number: z.number().int().min(1),
  of: z.number().int().min(1),
  title: z.string(),
  /** `there`: the same was imported before. */
  status: z.enum(['created', 'there', 'refused']),
  room: RoomId.optional(),
  error: WireError.optional(),
})
export type ImportLine = z.infer<typeof ImportLine>
