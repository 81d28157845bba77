import { REACTIONS, type MemberId, type Reason, type Usage, type Reaction } from '@parley/protocol'
import { z } from 'zod'
import type { AmbientContext } from '../context/index.ts'
import type { Picked } from './compose.ts'
import { agentKeys } from './answer.ts'
import { MalformedAnswerError } from './failure.ts'
import { findCandidate, findReaction, REACTION_MEANING, readFields, type RawAnswer } from './raw-answer.ts'
import { askStructured, type CallOptions } from './structured-call.ts'

export const DECIDE = 'decide'

/** Whoever is chosen with less than this counts as nobody: a doubtful voice stays quiet. [D10] */
export const LEAST_CONFIDENCE = 0.5

/** Within the limit of a reason's note, whatever the characters. */
const MAX_NOTE_CHARACTERS = 150

export type AmbientQuestion = CallOptions & { readonly context: AmbientContext }

/** Nobody speaks. */
export type Declined = {
  readonly declined: true
  /** Who gives the reaction, if there is one. */
  readonly by?: MemberId
  readonly reaction?: Reaction
  readonly reasons: Reason[]
  readonly usage: Usage
}

/**
 * Asks a model whether a candidate speaks now, and which. The answer is a choice without words, so that the
 * model may be a small one. Throws as `askStructured`. [D10, D12]
 */
export async function judgeAmbient({ context, ...options }: AmbientQuestion): Promise<Picked | Declined> {
  const { answer, usage } = await askStructured(
    {
      system: context.system,
      messages: context.messages,
      tool: {
        name: DECIDE,
        description: 'Says which character speaks now, if any.',
        schema: judgementSchema(context),
      },
      read: (raw) => readJudgement(raw, context),
    },
    options,
  )
  return { ...answer, usage }
}

/** The same at every turn of a room, as `answerSchema`. */
export function judgementSchema({ cast, nobody }: AmbientContext): z.ZodType {
  const keys: [string, ...string[]] = [nobody, ...agentKeys(cast)]
  const meaning = `Only where the task asks for one and it fits: ${REACTION_MEANING}`
  return z.object({
    who: z.enum(keys).describe(`Who speaks: one of the "speakers" of the task, or ${nobody}.`),
    reaction: z.enum(REACTIONS).optional().describe(meaning),
    reason: z.string().describe('Why, in a few words.'),
    confidence: z.number().min(0).max(1).describe('How sure you are: 0 is a guess, 1 is certain.'),
  })
}

export type Judgement = Omit<Picked, 'usage'> | Omit<Declined, 'usage'>

/** Finds the judgement in what a model returned, as `readAnswer` does. Throws MalformedAnswerError. */
export function readJudgement(raw: RawAnswer, context: AmbientContext): Judgement {
  const fields = readFields(raw, DECIDE, 'who')
  const confidence = findConfidence(fields['confidence'])
  const named = findWho(fields['who'], context)
  const speaker = named !== undefined && confidence >= LEAST_CONFIDENCE ? named : undefined
  // Where nobody speaks, whoever was thought of, else the likeliest, may still react.
  const reactor = speaker ?? named ?? context.candidates[0]
  const reaction = reactor ? findReaction(fields['reaction'], context.reactTo, reactor.id) : {}
  const reason: Reason = {
    code: speaker ? 'model-choice' : 'model-declined',
    ...(named ? { member: named.id } : {}),
    score: confidence,
    ...noteOf(fields['reason']),
  }
  if (speaker) return { speaker: speaker.id, ...reaction, reasons: [reason] }
  const by = reactor && reaction.reaction ? { by: reactor.id } : {}
  return { declined: true, ...by, ...reaction, reasons: [reason] }
}

/** The candidate, or undefined for nobody. */
function findWho(value: unknown, { candidates, nobody }: AmbientContext) {
  const candidate = findCandidate(value, candidates)
  if (candidate) return candidate
  if (typeof value === 'string' && value.trim().toLowerCase() === nobody) return undefined
  const keys = [...candidates.map(({ key }) => key), nobody].join(', ')
  throw new MalformedAnswerError(`"who" must be one of: ${keys}`)
}

function findConfidence(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number === 'number' && number >= 0 && number <= 1) return number
  throw new MalformedAnswerError('"confidence" must be a number from 0 to 1')
}

function noteOf(value: unknown): { note?: string } {
  const note = typeof value === 'string' ? value.replace(/\s+/gu, ' ').trim() : ''
  return note === '' ? {} : { note: Array.from(note).slice(0, MAX_NOTE_CHARACTERS).join('') }
}
