import { LIMITS, utf8Bytes, type MemberId, type Usage } from '@parley/protocol'
import { streamText, type ModelMessage } from 'ai'
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
import type { ResolvedModel } from './resolved-model.ts'
import { addUsage, usageOf } from './usage.ts'

export type StreamRequest = {
  readonly model: ResolvedModel
  readonly context: SpeakerContext
  /** Aborting it ends the stream at once, with the signal's reason. [D4] */
  readonly signal?: AbortSignal | undefined
  readonly delay?: Delay | undefined
  /** Silence of the model that ends the call; 60 s by default. */
  readonly silenceMs?: number | undefined
}

/** Any number of `text` parts, none empty, then exactly one `end`. */
export type ReplyPart = { readonly type: 'text'; readonly text: string } | ReplyEnd

type ReplyEnd = {
  readonly type: 'end'
  readonly usage: Usage
  /** As the provider names it, or `cut`. */
  readonly finishReason: string
  /** The agent in whose name the model went on; what it said so is withheld. [M5] */
  readonly cutFor?: MemberId
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
        if (part.type === 'text') {
          begun = true
          yield part
        } else if (begun) {
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
      if (!empty) await pauseOrThrow(error, begun ? MAX_RETRIES : retry, { subject, signal, delay })
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
  let room = LIMITS.maxTextBytes
  try {
    const { stream } = streamText({
      model: model.model,
      instructions: context.system,
      messages: corrected(context, correction),
      maxRetries: 0,
      abortSignal: AbortSignal.any([deadline.signal, stopped.signal]),
      // Errors come as parts of the stream; without this the SDK would print them, prompt included.
      onError: () => {},
    })
    for await (const part of stream) {
      deadline.touch()
      deadline.signal.throwIfAborted()
      if (part.type === 'error') throw part.error
      if (part.type === 'text-delta') {
        const text = cut(guard.push(part.text), room)
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
        const { rest, cut: isCut, cutFor } = guard.end()
        const last = cut(rest, room)
        if (last !== '') yield { type: 'text', text: last }
        const finishReason = isCut ? CUT : part.finishReason
        const usage = usageOf(model.id, part.totalUsage)
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

/** The context's messages, with what was wrong with the last answer as the last line. */
function corrected({ messages }: SpeakerContext, correction: string | undefined): ModelMessage[] {
  const last = messages.at(-1)
  if (correction === undefined || last?.role !== 'user') return [...messages]
  const line = `Your last answer could not be used: ${correction}. Answer again.`
  return [...messages.slice(0, -1), { role: 'user', content: `${String(last.content)}\n${line}` }]
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
