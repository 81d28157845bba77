import type { Usage } from '@parley/protocol'
import { generateText, tool, ToolChoiceViolationError, type LanguageModelUsage, type ModelMessage } from 'ai'
import type { z } from 'zod'
import { addLine } from '../context/index.ts'
import type { TranscriptMessage } from '../context/index.ts'
import { attemptWithRetries } from './attempt.ts'
import { SILENCE_MS, startDeadline } from './deadline.ts'
import type { Delay } from './delay.ts'
import { failureOf, MalformedAnswerError, ModelFailure } from './failure.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { ResolvedModel } from './resolved-model.ts'
import { NO_TELEMETRY } from './telemetry.ts'
import { addUsage, usageOf } from './usage.ts'

/** Answers that are asked for again after a malformed one. */
export const MAX_CORRECTIONS = 2

/** How a call is made, whatever it asks. */
export type CallOptions = {
  readonly model: ResolvedModel
  /** Aborting it ends the call at once, with the signal's reason. [D4] */
  readonly signal?: AbortSignal | undefined
  readonly delay?: Delay | undefined
  /** Silence of the model that ends the call; 60 s by default. */
  readonly silenceMs?: number | undefined
}

export type Question<Answer> = {
  readonly system: string
  readonly messages: readonly TranscriptMessage[]
  /** The tool whose arguments are the answer. */
  readonly tool: { readonly name: string; readonly description: string; readonly schema: z.ZodType }
  /** Throws MalformedAnswerError with what to do better. */
  readonly read: (raw: RawAnswer) => Answer
  /** Who could not answer, if it is known. */
  readonly agentName?: string | undefined
}

/**
 * Asks a model one thing and has it answered by a tool call. A malformed answer is asked for again at most
 * twice, with a word on what was wrong. Throws `ModelFailure`, or the signal's reason when aborted. [M8]
 */
export async function askStructured<Answer>(
  question: Question<Answer>,
  options: CallOptions,
): Promise<{ answer: Answer; usage: Usage; finishReason: string }> {
  const { model, signal, delay } = options
  const subject = { providerName: model.providerName, modelId: model.id, agentName: question.agentName }
  let usage: Usage | undefined
  let correction: string | undefined
  for (let corrections = 0; ; corrections += 1) {
    const result = await attemptWithRetries(() => call(question, options, correction), {
      subject,
      signal,
      delay,
      renew: model.renew,
    })
    usage = addUsage(usage, usageOf(model.id, result.usage))
    if (result.finishReason === 'content-filter')
      throw new ModelFailure(failureOf('provider-refused', subject))
    try {
      return { answer: question.read(result), usage, finishReason: result.finishReason }
    } catch (error) {
      if (!(error instanceof MalformedAnswerError)) throw error
      if (corrections >= MAX_CORRECTIONS) {
        throw new ModelFailure(failureOf('malformed-answer', subject), { cause: error })
      }
      correction = error.message
    }
  }
}

/** What one call returned, whether or not the model did as it was told. */
type Returned = RawAnswer & { readonly usage: LanguageModelUsage | undefined; readonly finishReason: string }

async function call(
  question: Question<unknown>,
  { model, signal, silenceMs = SILENCE_MS }: CallOptions,
  correction: string | undefined,
): Promise<Returned> {
  const { name, description, schema } = question.tool
  const deadline = startDeadline(silenceMs, signal)
  let usage: LanguageModelUsage | undefined
  try {
    return await generateText({
      model: model.model,
      instructions: question.system,
      messages: withTask(question.messages, name, correction),
      tools: { [name]: tool({ description, inputSchema: schema }) },
      toolChoice: 'required',
      maxRetries: 0,
      telemetry: model.telemetry ?? NO_TELEMETRY,
      abortSignal: deadline.signal,
      onLanguageModelCallEnd: (event) => {
        usage = event.usage
      },
    })
  } catch (error) {
    if (deadline.signal.aborted) throw deadline.signal.reason
    if (!ToolChoiceViolationError.isInstance(error)) throw error
    // Plain words instead of a call: small models write the call as text, and it may be good.
    const text = error.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
    return { toolCalls: [], text, usage, finishReason: error.finishReason }
  } finally {
    deadline.stop()
  }
}

/** The messages, with how to answer as the last lines. */
function withTask(
  messages: readonly TranscriptMessage[],
  name: string,
  correction: string | undefined,
): ModelMessage[] {
  const all: ModelMessage[] = [...messages]
  addLine(all, `Answer by calling the tool ${name} once.`)
  if (correction !== undefined) {
    addLine(all, `Your last answer could not be used: ${correction}. Answer again, in the right form.`)
  }
  return all
}
