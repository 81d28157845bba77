import { REACTIONS, utf8Bytes, LIMITS, type MemberId, type Reaction } from '@parley/protocol'
import { z } from 'zod'
import type { AutopilotContext, CastMember } from '../context/index.ts'
import { MalformedAnswerError } from './failure.ts'
import { guardText } from './identity-guard.ts'

export const SAY = 'say'
export const CHOOSE = 'choose'

/** What was wrong with words of which nothing was left. [M5] */
export const NOT_OWN =
  'was written as somebody else: only the words of the speaker, without any name in front'

const REACTION_MEANING =
  'How the speaker reacts: heart (loves it), like (agrees), dislike (disagrees), laugh (funny), ' +
  'emphasize (strongly agrees), question (is puzzled).'

/** Schema of the tool that names the speaker, and its words when `withMessage`. [D2] */
export function answerSchema(context: AutopilotContext, withMessage: boolean): z.ZodType {
  const keys = context.candidates.map(({ key }) => key) as [string, ...string[]]
  return z.object({
    speaker: z.enum(keys).describe('Who speaks, by the "member" field of the list of members.'),
    ...(context.reactTo ? { reaction: z.enum(REACTIONS).optional().describe(REACTION_MEANING) } : {}),
    ...(withMessage ? { message: z.string().describe('The words of the message, nothing else.') } : {}),
  })
}

export type Answer = {
  speaker: CastMember
  text: string
  reaction?: Reaction
  /** The agent whose words the model went on to write; they are not in `text`. [M5] */
  cutFor?: MemberId
}

/** What a model returned, whichever way it returned it. */
export type RawAnswer = {
  readonly toolCalls: readonly { readonly toolName: string; readonly input: unknown }[]
  readonly text: string
}

/**
 * Finds the answer in what the model returned: in the tool call, else as JSON in its plain text.
 * Mends what can only mean one thing (a speaker by name or in other case, a copied name in front, words
 * of other members behind, a reaction that does not exist). Throws MalformedAnswerError with what to do
 * better. [D2, D8, M5]
 */
export function readAnswer(raw: RawAnswer, context: AutopilotContext, withMessage: boolean): Answer {
  const tool = withMessage ? SAY : CHOOSE
  const call = raw.toolCalls.find(({ toolName }) => toolName === tool)
  const fields = asObject(call?.input) ?? asObject(raw.text)
  if (!fields) {
    throw new MalformedAnswerError(
      call ? `the arguments of ${tool} were not a JSON object` : `the tool ${tool} was not called`,
    )
  }
  const speaker = findSpeaker(fields['speaker'], context.candidates)
  const reaction = findReaction(fields['reaction'], context, speaker.id)
  const words = withMessage ? findText(fields['message'], speaker, context) : { text: '' }
  return { speaker, ...words, ...reaction }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  if (typeof value === 'string') {
    const start = value.indexOf('{')
    const end = value.lastIndexOf('}')
    if (start < 0 || end < start) return undefined
    try {
      return asObject(JSON.parse(value.slice(start, end + 1)))
    } catch {
      return undefined
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const fields = value as Record<string, unknown>
  // Models without native tools write the call itself: { "name": "say", "arguments": { … } }.
  const nested = fields['arguments'] ?? fields['parameters'] ?? fields['input']
  return fields['speaker'] === undefined && nested !== undefined ? asObject(nested) : fields
}

function findSpeaker(value: unknown, candidates: readonly CastMember[]): CastMember {
  const named = typeof value === 'string' ? value.trim().toLowerCase() : ''
  const only = candidates.length === 1 ? candidates[0] : undefined
  if (only && value === undefined) return only
  const byKey = candidates.find(({ key, id }) => key === named || id.toLowerCase() === named)
  if (byKey) return byKey
  const byName = candidates.filter(({ label }) => label.toLowerCase() === named)
  if (byName.length === 1 && byName[0]) return byName[0]
  const keys = candidates.map(({ key }) => key).join(', ')
  throw new MalformedAnswerError(`"speaker" must be one of: ${keys}`)
}

function findReaction(value: unknown, context: AutopilotContext, speaker: MemberId): { reaction?: Reaction } {
  if (!context.reactTo || context.reactTo.by === speaker || typeof value !== 'string') return {}
  const reaction = REACTIONS.find((name) => name === value.trim().toLowerCase())
  return reaction ? { reaction } : {}
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
