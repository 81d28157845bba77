import { z } from 'zod'

/**
 * Identifiers. They are opaque, random and made by whoever creates the thing (UUIDv7 in our own
 * code), so that a retry carries the id of the first attempt and ids cannot be enumerated. [C3, S2]
 */
const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1–64 of A–Z a–z 0–9 _ -')
/** The director derives its ids from the decision (`t7-ended`, `s7`, `k8`): nobody else may take them first. */
const requestIdentifier = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,48}$/, 'must be 1–48 of A–Z a–z 0–9 _ -')
  .regex(/^(?![tsk]\d+(-|$))/, 'must not begin like an id of the director')

export const RoomId = identifier.brand<'RoomId'>()
export type RoomId = z.infer<typeof RoomId>

/** The id of an event. A message's id is the id of the event that posted or started it. */
export const EventId = identifier.brand<'EventId'>()
export type EventId = z.infer<typeof EventId>
export type MessageId = EventId

/** The id that a client gives its command; the first event of the command has it too. */
export const RequestId = requestIdentifier.brand<'EventId'>()

/** A person or an agent; the same id in every room of the workspace. */
export const MemberId = identifier.brand<'MemberId'>()
export type MemberId = z.infer<typeof MemberId>

/** One attempt of an agent (or of the room's agents together) to say something. */
export const TurnId = identifier.brand<'TurnId'>()
export type TurnId = z.infer<typeof TurnId>

/** Position in a room's log: 1 for the first event, then gapless. 0 stands for "before the first". */
export const Seq = z.number().int().nonnegative().brand<'Seq'>()
export type Seq = z.infer<typeof Seq>

/** Milliseconds since the Unix epoch, by the server's clock. */
export const Milliseconds = z.number().int().nonnegative()
