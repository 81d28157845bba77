import { z } from 'zod'
import { MemberId, Seq } from './ids.ts'

/**
 * What may be lost without harm: it is in no log, delays no event, and only the latest of each kind and
 * member counts. [C6, C7]
 */
export const Signal = z.discriminatedUnion('type', [
  /** A person types, or has stopped. Agents are not signalled: their typing is in the log. [D7] */
  z.object({ type: z.literal('typing'), member: MemberId, on: z.boolean() }),
  /** A member has read everything up to `seq`. `back`: it went back, on purpose. */
  z.object({ type: z.literal('read'), member: MemberId, seq: Seq, back: z.literal(true).optional() }),
])
export type Signal = z.infer<typeof Signal>

/** What a client may signal of its own member. */
export const OwnSignal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('typing'), on: z.boolean() }),
])
export type OwnSignal = z.infer<typeof OwnSignal>
