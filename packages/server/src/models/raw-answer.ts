import { REACTIONS, type MemberId, type Reaction } from '@parley/protocol'
import type { CastMember } from '../context/index.ts'
import { MalformedAnswerError } from './failure.ts'

/** What a model returned, whichever way it returned it. */
export type RawAnswer = {
  readonly toolCalls: readonly { readonly toolName: string; readonly input: unknown }[]
  readonly text: string
}

export const REACTION_MEANING =
  'heart (loves it), like (agrees), dislike (disagrees), laugh (funny), ' +
  'emphasize (strongly agrees), question (is puzzled).'

/**
 * The arguments of the call of `tool`, else the JSON in the plain text; `key` is a field that the answer
 * must have. Throws MalformedAnswerError with what to do better.
 */
export function readFields(raw: RawAnswer, tool: string, key: string): Record<string, unknown> {
  const call = raw.toolCalls.find(({ toolName }) => toolName === tool)
  const fields = asObject(call?.input, key) ?? asObject(raw.text, key)
  if (fields) return fields
  throw new MalformedAnswerError(
    call ? `the arguments of ${tool} were not a JSON object` : `the tool ${tool} was not called`,
  )
}

/** The candidate whom `value` means: by key, id, or a name that only one of them has. */
export function findCandidate(value: unknown, candidates: readonly CastMember[]): CastMember | undefined {
  const named = typeof value === 'string' ? value.trim().toLowerCase() : ''
  const byKey = candidates.find(({ key, id }) => key === named || id.toLowerCase() === named)
  if (byKey) return byKey
  const byName = candidates.filter(({ label }) => label.toLowerCase() === named)
  return byName.length === 1 ? byName[0] : undefined
}

/** A reaction by `speaker` to the message of `reactTo`, unless that is its own. [D8] */
export function findReaction(
  value: unknown,
  reactTo: { readonly by: MemberId } | undefined,
  speaker: MemberId,
): { reaction?: Reaction } {
  if (!reactTo || reactTo.by === speaker || typeof value !== 'string') return {}
  const reaction = REACTIONS.find((name) => name === value.trim().toLowerCase())
  return reaction ? { reaction } : {}
}

function asObject(value: unknown, key: string): Record<string, unknown> | undefined {
  if (typeof value === 'string') {
    const start = value.indexOf('{')
    const end = value.lastIndexOf('}')
    if (start < 0 || end < start) return undefined
    try {
      return asObject(JSON.parse(value.slice(start, end + 1)), key)
    } catch {
      return undefined
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const fields = value as Record<string, unknown>
  // Models without native tools write the call itself: { "name": "say", "arguments": { … } }.
  const nested = fields['arguments'] ?? fields['parameters'] ?? fields['input']
  return fields[key] === undefined && nested !== undefined ? asObject(nested, key) : fields
}
