import { LIMITS, utf8Bytes, type Usage } from '@parley/protocol'
import { streamText } from 'ai'
import type { SpeakerContext } from '../context/index.ts'
import { MAX_RETRIES, pauseOrThrow } from './attempt.ts'
import { SILENCE_MS, startDeadline } from './deadline.ts'
import type { Delay } from './delay.ts'
import { EchoFilter } from './echo.ts'
import {
  CutStreamError,
  failureOf,
  MalformedAnswerError,
  ModelFailure,
  type FaultSubject,
} from './failure.ts'
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
export type ReplyPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly usage: Usage; readonly finishReason: string }

/**
 * Lets an agent's own model speak and yields its words as they come. A fault before the first word
 * is retried within the bound; after it the stream throws, and what was yielded stays said. Throws
 * `ModelFailure`, or the signal's reason when aborted. [M4, M5, M8]
 */
export async function* streamReply(request: StreamRequest): AsyncGenerator<ReplyPart, void, undefined> {
  const { model, context, signal, delay } = request
  const subject = { providerName: model.providerName, modelId: model.id, agentName: context.speaker.label }
  let spent: Usage | undefined
  for (let retry = 0; ; retry += 1) {
    let begun = false
    try {
      signal?.throwIfAborted()
      for await (const part of oneStream(request, subject)) {
        if (part.type === 'text') {
          begun = true
          yield part
        } else if (begun) {
          yield { ...part, usage: addUsage(spent, part.usage) }
          return
        } else {
          spent = addUsage(spent, part.usage)
          throw new MalformedAnswerError('the answer was empty')
        }
      }
    } catch (error) {
      const empty = error instanceof MalformedAnswerError && retry < MAX_RETRIES
      if (!empty) await pauseOrThrow(error, begun ? MAX_RETRIES : retry, { subject, signal, delay })
    }
  }
}

async function* oneStream(request: StreamRequest, subject: FaultSubject): AsyncGenerator<ReplyPart> {
  const { model, context, signal, silenceMs = SILENCE_MS } = request
  const deadline = startDeadline(silenceMs, signal)
  const stopped = new AbortController()
  const filter = new EchoFilter(context.speaker)
  let room = LIMITS.maxTextBytes
  try {
    const { stream } = streamText({
      model: model.model,
      instructions: context.system,
      messages: [...context.messages],
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
        const text = cut(filter.push(part.text), room)
        room -= utf8Bytes(text)
        if (text !== '') yield { type: 'text', text }
        if (room <= 0) {
          yield { type: 'end', usage: usageOf(model.id, undefined), finishReason: 'length' }
          return
        }
      }
      if (part.type === 'finish') {
        if (part.finishReason === 'content-filter')
          throw new ModelFailure(failureOf('provider-refused', subject))
        if (part.finishReason === 'error' || part.finishReason === 'interrupted') {
          throw new CutStreamError('the stream broke off')
        }
        const rest = cut(filter.end(), room)
        if (rest !== '') yield { type: 'text', text: rest }
        yield { type: 'end', usage: usageOf(model.id, part.totalUsage), finishReason: part.finishReason }
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
