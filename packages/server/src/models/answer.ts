import { REACTIONS, utf8Bytes, LIMITS, type MemberId, type Reaction } from '@parley/protocol'
import { z } from 'zod'
import type { AutopilotContext, Cast, CastMember } from '../context/index.ts'
import { MalformedAnswerError } from './failure.ts'
import { guardText } from './identity-guard.ts'
import { findCandidate, findReaction, REACTION_MEANING, readFields, type RawAnswer } from './raw-answer.ts'

export const SAY = 'say'
export const CHOOSE = 'choose'

/** What was wrong with words of which nothing was left. [M5] */
export const NOT_OWN =
  'was written as somebody else: only the words of the speaker, without any name in front'

/**
 * Schema of the tool that names the speaker, and its words when `withMessage`. It is the same at every turn of a
 * room, since providers put tools before all else: who may speak now stands in the task. [D2, M6]
 */
export function answerSchema({ cast }: AutopilotContext, withMessage: boolean): z.ZodType {
  const meaning = `Only where the task asks for one: how the speaker reacts. ${REACTION_MEANING}`
  return z.object({
    speaker: z.enum(agentKeys(cast)).describe('Who speaks: one of the "speakers" of the task.'),
    reaction: z.enum(REACTIONS).optional().describe(meaning),
    ...(withMessage ? { message: z.string().describe('The words of the message, nothing else.') } : {}),
  })
}

/** What the agents of a room are called, in order of joining. Never empty where somebody may speak. */
export function agentKeys(cast: Cast): [string, ...string[]] {
  const agents = [...cast.values()].filter(({ kind, present }) => present && kind === 'agent')
  return agents.map(({ key }) => key) as [string, ...string[]]
}

export type Answer = {
  speaker: CastMember
  text: string
  reaction?: Reaction
  /** The agent whose words the model went on to write; they are not in `text`. [M5] */
  cutFor?: MemberId
}

/**
 * Finds the answer in what the model returned: in the tool call, else as JSON in its plain text.
 * Mends what can only mean one thing (a speaker by name or in other case, a copied name in front, words
 * of other members behind, a reaction that does not exist). Throws MalformedAnswerError with what to do
 * better. [D2, D8, M5]
 */
export function readAnswer(raw: RawAnswer, context: AutopilotContext, withMessage: boolean): Answer {
  const fields = readFields(raw, withMessage ? SAY : CHOOSE, 'speaker')
  const speaker = findSpeaker(fields['speaker'], context.candidates)
  const reaction = findReaction(fields['reaction'], context.reactTo, speaker.id)
  const words = withMessage ? findText(fields['message'], speaker, context) : { text: '' }
  return { speaker, ...words, ...reaction }
}

function findSpeaker(value: unknown, candidates: readonly CastMember[]): CastMember {
  const only = candidates.length === 1 ? candidates[0] : undefined
  const speaker = only && value === undefined ? only : findCandidate(value, candidates)
  if (speaker) return speaker
  throw new MalformedAnswerError(`"speaker" must be one of: ${candidates.map(({ key }) => key).join(', ')}`)
}

function findText(
  value: unknown,
  speaker: CastMember,
  { cast }: AutopilotContext,
): { text: string; cutFor?: MemberId } {
  if (typeof value !== 'string') throw new MalformedAnswerError('"message" must be a string')
  const { text, cut, cutFor } = guardText(value, cast, speaker)
  if (text === '') throw new MalformedAnswerError(cut ? `"message" ${NOT_OWN}` : '"message" was empty')
  if (utf8Bytes(text) > LIMITS.maxTextBytes) throw new MalformedAnswerError('"message" was far too long')
  return { text, ...(cutFor ? { cutFor } : {}) }
}
