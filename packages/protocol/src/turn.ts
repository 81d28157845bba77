import { z } from 'zod'
import { REACTIONS, TURN_PHASES } from './constants.ts'
import { EventId, MemberId, Milliseconds, TurnId } from './ids.ts'

export const Reaction = z.enum(REACTIONS)
export type Reaction = z.infer<typeof Reaction>

export const TurnPhase = z.enum(TURN_PHASES)
export type TurnPhase = z.infer<typeof TurnPhase>

export const TURN_OUTCOMES = [
  'spoke',
  'reacted',
  'stayed-silent',
  'interrupted',
  'stopped',
  'failed',
  'capped',
] as const
export const TurnOutcome = z.enum(TURN_OUTCOMES)
export type TurnOutcome = z.infer<typeof TurnOutcome>

/** What a person may want of the agents without saying anything. [D2, D11, D14] */
export const TurnIntent = z.enum(['start', 'continue', 'retry', 'ask', 'regenerate'])
export type TurnIntent = z.infer<typeof TurnIntent>

/** Why a turn was queued. [D12] */
export const TurnCause = z.enum(['person-spoke', 'agent-spoke', 'requested', 'recovered'])
export type TurnCause = z.infer<typeof TurnCause>

/** A decision's reason, for machines; the interface puts it into words. [D12] */
export const Reason = z.object({
  code: z.enum([
    'addressed',
    'asked',
    'only-agent',
    'quiet-longest',
    'model-choice',
    'spoke-last',
    'paused',
    'person-spoke',
    'agent-spoke',
    'requested',
    'room-changed',
    'room-deleted',
    'recovered',
    'cap-reached',
    'provider-failed',
    'spoken-for',
    'likely',
    'unlikely',
    'alone-with-person',
    'open-question',
    'model-declined',
    'acknowledgements',
    'stopped',
    'regenerated',
    'edited',
  ]),
  member: MemberId.optional(),
  event: EventId.optional(),
  /** Between 0 and 1: how likely a rule or a model held it, where the reason is such a judgement. */
  score: z.number().min(0).max(1).optional(),
  /** A model's own words for it. */
  note: z.string().max(300).optional(),
})
export type Reason = z.infer<typeof Reason>

/** Tokens and money of model calls; `costUsd` is absent where the price is unknown. [M4] */
export const Usage = z.object({
  model: z.string().max(200),
  inputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
  cachedTokens: z.number().int().nonnegative(),
  costUsd: z.number().nonnegative().optional(),
  /** Of several calls, what the last one was given to read: how large the context has become. Absent: it was one. */
  contextTokens: z.number().int().nonnegative().optional(),
})
export type Usage = z.infer<typeof Usage>

/** Why a model stopped, as its provider names it, or `cut`. [M4] */
export const FinishReason = z.string().max(40)

/** What a turn is about; fixed when it is queued. */
export const TurnPlan = z.object({
  id: TurnId,
  cause: TurnCause,
  /** Person 100, agent 50. [D3] */
  priority: z.number().int(),
  /** The room's interruption count that the turn starts from: its fence. [D4] */
  interruption: z.number().int().nonnegative(),
  /** Who may speak, in order of preference: whoever has been quiet longest first. [D2] */
  candidates: z.array(MemberId).min(1),
  /** Must be the speaker: it was addressed or asked. [D2] */
  mustAnswer: MemberId.optional(),
  /** The message to react to, when the dice asked for a reaction. [D8] */
  reactTo: EventId.optional(),
  /** Nobody has to: a model is asked whether anybody speaks, and silence is an answer. [D10] */
  mayDecline: z.boolean().optional(),
  /** The last message of the run: it asks nothing of other agents. [D9] */
  wrapUp: z.boolean(),
  /** Not to start before. */
  notBefore: Milliseconds,
  /** How often this turn was tried before, by a server that died. [D15] */
  attempt: z.number().int().nonnegative(),
  reasons: z.array(Reason),
})
export type TurnPlan = z.infer<typeof TurnPlan>
