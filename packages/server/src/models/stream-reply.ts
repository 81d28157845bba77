import { LIMITS, utf8Bytes, type MemberId, type Usage } from '@parley/protocol'
import { jsonSchema, streamText, tool, type JSONSchema7, type ModelMessage, type ToolSet } from 'ai'
import { addLine } from '../context/index.ts'
import type { SpeakerContext } from '../context/index.ts'
import { NOT_OWN } from './answer.ts'
import { MAX_RETRIES, pauseOrThrow } from './attempt.ts'
import { SILENCE_MS, startDeadline } from './deadline.ts'
import type { Delay } from './delay.ts'
import {
  CutStreamError,
  failureOf,
  MalformedAnswerError,
  ModelFailure,
  type FaultSubject,
} from './failure.ts'
import { IdentityGuard } from './identity-guard.ts'
import { PlainCall, type ToolRequest } from './plain-call.ts'
import type { ResolvedModel } from './resolved-model.ts'
import { NO_TELEMETRY } from './telemetry.ts'
import { addUsage, usageOf } from './usage.ts'

export type StreamRequest = {
  readonly model: ResolvedModel
  readonly context: SpeakerContext
  /** Aborting it ends the stream at once, with the signal's reason. [D4] */
  readonly signal?: AbortSignal | undefined
  readonly delay?: Delay | undefined
  /** Silence of the model that ends the call; 60 s by default. */
  readonly silenceMs?: number | undefined
  /** What it may call instead of, or after, saying something. [M7] */
  readonly tools?: readonly ToolOffer[] | undefined
  /** The tools are only there to read the calls that were made: it has to answer in words. */
  readonly wordsOnly?: boolean | undefined
  /** What came after the context within the same answer: calls and their results. */
  readonly steps?: readonly ModelMessage[] | undefined
  /** How much it may say, bytes; by default what a message may hold. */
  readonly maxBytes?: number | undefined
}

/** A tool as a model is told of it. */
export type ToolOffer = {
  readonly name: string
  readonly description: string
  /** JSON Schema of an object. */
  readonly parameters: JSONSchema7
}

/** Any number of `text` and `thinking` parts, none empty, then exactly one `end`. */
export type ReplyPart =
  | { readonly type: 'text'; readonly text: string }
  /** What the model thinks before it speaks, where its provider tells. */
  | { readonly type: 'thinking'; readonly text: string }
  | ReplyEnd

export type ReplyEnd = {
  readonly type: 'end'
  readonly usage: Usage
  /** As the provider names it, or `cut`. */
  readonly finishReason: string
  /** The agent in whose name the model went on; what it said so is withheld. [M5] */
  readonly cutFor?: MemberId
  /** The tools that it calls, if any; the answer goes on once they have answered. */
  readonly calls?: readonly ToolRequest[]
  /** With `calls`: this answer as the next request has to repeat it. */
  readonly messages?: readonly ModelMessage[]
}

/** Finish reason of words that end where the model went on in the name of somebody else. */
const CUT = 'cut'

/**
 * Lets an agent's own model speak and yields its words as they come. A fault before the first word
 * is retried within the bound, and so is an answer of which nothing is its own; after the first word
 * the stream throws, and what was yielded stays said. Words of anybody else end it. Throws
 * `ModelFailure`, or the signal's reason when aborted. [M4, M5, M8]
 */
export async function* streamReply(request: StreamRequest): AsyncGenerator<ReplyPart, void, undefined> {
  const { model, context, signal, delay } = request
  const subject = { providerName: model.providerName, modelId: model.id, agentName: context.speaker.label }
  let spent: Usage | undefined
  let correction: string | undefined
  for (let retry = 0; ; retry += 1) {
    let begun = false
    try {
      signal?.throwIfAborted()
      for await (const part of oneStream(request, subject, correction)) {
        if (part.type !== 'end') {
          begun ||= part.type === 'text'
          yield part
        } else if (begun || part.calls !== undefined) {
          yield { ...part, usage: addUsage(spent, part.usage) }
          return
        } else {
          spent = addUsage(spent, part.usage)
          correction = part.finishReason === CUT ? `it ${NOT_OWN}` : 'it was empty'
          throw new MalformedAnswerError(correction)
        }
      }
    } catch (error) {
      const empty = error instanceof MalformedAnswerError && retry < MAX_RETRIES
      if (empty) correction = error.message
      if (!empty)
        await pauseOrThrow(error, begun ? MAX_RETRIES : retry, { subject, signal, delay, renew: model.renew })
    }
  }
}

async function* oneStream(
  request: StreamRequest,
  subject: FaultSubject,
  correction: string | undefined,
): AsyncGenerator<ReplyPart> {
  const { model, context, signal, silenceMs = SILENCE_MS } = request
  const deadline = startDeadline(silenceMs, signal)
  const stopped = new AbortController()
  const guard = new IdentityGuard(context.cast, context.speaker)
  const { tools = [], wordsOnly = false, steps = [], maxBytes = LIMITS.maxTextBytes } = request
  const plain = new PlainCall(wordsOnly ? [] : tools.map(({ name }) => name))
  const calls: ToolRequest[] = []
  let room = maxBytes
  try {
    const reply = streamText({
      model: model.model,
      instructions: context.system,
      messages: corrected([...context.messages, ...steps], correction),
      ...(tools.length === 0 ? {} : { tools: toolSet(tools), toolChoice: wordsOnly ? 'none' : 'auto' }),
      maxRetries: 0,
      telemetry: model.telemetry ?? NO_TELEMETRY,
      abortSignal: AbortSignal.any([deadline.signal, stopped.signal]),
      // Errors come as parts of the stream; without this the SDK would print them, prompt included.
      onError: () => {},
    })
    for await (const part of reply.stream) {
      deadline.touch()
      deadline.signal.throwIfAborted()
      if (part.type === 'error') throw part.error
      if (part.type === 'reasoning-delta' && part.text !== '') yield { type: 'thinking', text: part.text }
      if (part.type === 'tool-call' && !wordsOnly) calls.push(requestOf(part))
      if (part.type === 'text-delta') {
        const text = cut(guard.push(plain.push(part.text)), room)
        room -= utf8Bytes(text)
        if (text !== '') yield { type: 'text', text }
        if (room <= 0) {
          yield { type: 'end', usage: usageOf(model.id, undefined), finishReason: 'length' }
          return
        }
        if (guard.isCut) {
          const { cutFor } = guard.end()
          const usage = usageOf(model.id, undefined)
          yield { type: 'end', usage, finishReason: CUT, ...(cutFor ? { cutFor } : {}) }
          return
        }
      }
      if (part.type === 'finish') {
        if (part.finishReason === 'content-filter')
          throw new ModelFailure(failureOf('provider-refused', subject))
        if (part.finishReason === 'error' || part.finishReason === 'interrupted') {
          throw new CutStreamError('the stream broke off')
        }
        const { text: held, call } = plain.end()
        const before = guard.push(held)
        const { rest, cut: isCut, cutFor } = guard.end()
        const last = cut(before + rest, room)
        if (last !== '') yield { type: 'text', text: last }
        const finishReason = isCut ? CUT : part.finishReason
        const usage = usageOf(model.id, part.totalUsage)
        if (call !== undefined) {
          const messages = [{ role: 'assistant' as const, content: [calling(call)] }]
          yield { type: 'end', usage, finishReason: 'tool-calls', calls: [call], messages }
          return
        }
        if (calls.length > 0 && !isCut) {
          // Of a call that cannot be run the SDK has answered already; ours are all answered in one place.
          const messages = (await reply.responseMessages).filter(({ role }) => role === 'assistant')
          yield { type: 'end', usage, finishReason, calls, messages }
          return
        }
        yield { type: 'end', usage, finishReason, ...(cutFor ? { cutFor } : {}) }
        return
      }
    }
    deadline.signal.throwIfAborted()
    throw new CutStreamError('the stream ended without an end')
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : error
  } finally {
    deadline.stop()
    stopped.abort()
  }
}

function toolSet(offers: readonly ToolOffer[]): ToolSet {
  return Object.fromEntries(
    offers.map(({ name, description, parameters }) => [
      name,
      tool({ description, inputSchema: jsonSchema(parameters) }),
    ]),
  )
}

function requestOf(part: {
  toolCallId: string
  toolName: string
  input: unknown
  invalid?: boolean | undefined
  error?: unknown
}): ToolRequest {
  const request = { id: part.toolCallId, tool: part.toolName, input: part.input }
  return part.invalid === true
    ? { ...request, fault: 'There is no such tool, or its arguments are not JSON of the right form.' }
    : request
}

function calling({ id, tool: toolName, input }: ToolRequest) {
  return { type: 'tool-call' as const, toolCallId: id, toolName, input }
}

/** The messages, with what was wrong with the last answer as the last line. */
function corrected(messages: readonly ModelMessage[], correction: string | undefined): ModelMessage[] {
  const all = [...messages]
  if (correction !== undefined)
    addLine(all, `Your last answer could not be used: ${correction}. Answer again.`)
  return all
}

/** The longest beginning of `text` within `maxBytes`, between two characters. */
function cut(text: string, maxBytes: number): string {
  if (utf8Bytes(text) <= maxBytes) return text
  let kept = ''
  let left = maxBytes
  for (const character of text) {
    left -= utf8Bytes(character)
    if (left < 0) break
    kept += character
  }
  return kept
}
