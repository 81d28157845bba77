import { z } from 'zod'
import { Command } from './command.ts'
import { WireError } from './error.ts'
import { RoomEvent } from './event.ts'
import { EventId, MemberId, RequestId, RoomId, Seq } from './ids.ts'
import { LIMITS } from './limits.ts'
import { RoomPreferences } from './preferences.ts'
import { OwnSignal, Signal } from './signal.ts'
import { RoomSnapshot } from './snapshot.ts'

/**
 * Client to server. `attach` takes `after` (events from there on, then live) or `tail` (a snapshot
 * with the last n messages, then live). `ref` is chosen by the client and echoed in the answer.
 */
export const ClientFrame = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('attach'),
      ref: z.string().max(64),
      room: RoomId,
      after: Seq.optional(),
      tail: z.number().int().min(0).max(LIMITS.maxPage).optional(),
    })
    .refine((frame) => (frame.after === undefined) !== (frame.tail === undefined), {
      message: 'needs either after or tail',
    }),
  z.object({ type: z.literal('detach'), ref: z.string().max(64), room: RoomId }),
  z.object({ type: z.literal('command'), id: RequestId, room: RoomId, command: Command }),
  z.object({ type: z.literal('ping'), ref: z.string().max(64) }),
  /** Never answered, unless the room is not attached. [C6] */
  z.object({ type: z.literal('signal'), room: RoomId, signal: OwnSignal }),
  /** Everything up to `seq` was read. An earlier one than before counts only with `back`. [C6] */
  z.object({ type: z.literal('read'), room: RoomId, seq: Seq, back: z.literal(true).optional() }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/**
 * Server to client. An `events` frame covers the seqs (after, to] completely: a client whose cursor
 * is not `after` has missed something and attaches again from its cursor. [C4]
 */
export const ServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), connection: z.string(), principal: MemberId, at: z.number() }),
  z.object({
    type: z.literal('attached'),
    ref: z.string(),
    room: RoomId,
    /** The live stream goes on after this seq. */
    after: Seq,
    snapshot: RoomSnapshot.optional(),
  }),
  z.object({ type: z.literal('events'), room: RoomId, after: Seq, to: Seq, events: z.array(RoomEvent) }),
  z.object({
    type: z.literal('detached'),
    ref: z.string().optional(),
    room: RoomId,
    error: WireError.optional(),
  }),
  z.object({ type: z.literal('ack'), id: EventId, room: RoomId, seq: Seq }),
  z.object({
    type: z.literal('error'),
    error: WireError,
    ref: z.string().optional(),
    id: EventId.optional(),
  }),
  /** The principal became a member of a room, in whatever way: attach to it to see it. */
  z.object({ type: z.literal('joined'), room: RoomId }),
  z.object({ type: z.literal('pong'), ref: z.string() }),
  /** The principal keeps a room otherwise than before: this is the whole. [R5] */
  z.object({ type: z.literal('preferences'), room: RoomId, preferences: RoomPreferences }),
  /**
   * Who is here and what they signal: with `whole` everything, in place of what was known; without it what
   * has changed since. Its order among the events is not fixed. [C6]
   */
  z.object({
    type: z.literal('presence'),
    room: RoomId,
    whole: z.literal(true).optional(),
    joined: z.array(MemberId),
    left: z.array(MemberId),
    signals: z.array(Signal),
  }),
])
export type ServerFrame = z.infer<typeof ServerFrame>
