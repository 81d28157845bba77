import type { MemberId, Reaction, Usage } from '@parley/protocol'
import { generateText, tool, ToolChoiceViolationError, type LanguageModelUsage, type ModelMessage } from 'ai'
import type { AutopilotContext } from '../context/index.ts'
import { answerSchema, CHOOSE, readAnswer, SAY, type Answer, type RawAnswer } from './answer.ts'
import { attemptWithRetries } from './attempt.ts'
import { SILENCE_MS, startDeadline } from './deadline.ts'
import type { Delay } from './delay.ts'
import { failureOf, MalformedAnswerError, ModelFailure, type FaultSubject } from './failure.ts'
import type { ResolvedModel } from './resolved-model.ts'
import { addUsage, usageOf } from './usage.ts'

/** Answers that are asked for again after a malformed one. */
export const MAX_CORRECTIONS = 2

export type ComposeRequest = {
  readonly model: ResolvedModel
  readonly context: AutopilotContext
  /** Aborting it ends the call at once, with the signal's reason. [D4] */
  readonly signal?: AbortSignal | undefined
  readonly delay?: Delay | undefined
  /** Silence of the model that ends the call; 60 s by default. */
  readonly silenceMs?: number | undefined
}

export type Composed = {
  readonly speaker: MemberId
  readonly text: string
  /** On the message of `context.reactTo`. */
  readonly reaction?: Reaction
  /** Of all attempts together. */
  readonly usage: Usage
  readonly finishReason: string
  /** The agent in whose name the model went on; what it said so is withheld. [M5] */
  readonly cutFor?: MemberId
}

export type Picked = Omit<Composed, 'text' | 'finishReason' | 'cutFor'>

/**
 * Asks one model who speaks next and what they say, as one structured answer. A malformed answer is
 * asked for again at most twice, with a word on what was wrong. Throws `ModelFailure`, or the
 * signal's reason when aborted. [D2, D8, D9, M5, M8]
 */
export async function composeAutopilot(request: ComposeRequest): Promise<Composed> {
  const { answer, usage, finishReason } = await ask(request, true)
  const { speaker, ...words } = answer
  return { speaker: speaker.id, ...words, usage, finishReason }
}

/**
 * Asks a model only who speaks next (and reacts), for rooms whose agents have models of their own.
 * Without a choice and without a reaction to ask for, no call is made. Throws as `composeAutopilot`. [D2]
 */
export async function pickSpeaker(request: ComposeRequest): Promise<Picked> {
  const [only, ...rest] = request.context.candidates
  if (only && rest.length === 0 && !request.context.reactTo) {
    return { speaker: only.id, usage: usageOf(request.model.id, undefined) }
  }
  const { answer, usage } = await ask(request, false)
  return { speaker: answer.speaker.id, ...(answer.reaction ? { reaction: answer.reaction } : {}), usage }
}

async function ask(
  request: ComposeRequest,
  withMessage: boolean,
): Promise<{ answer: Answer; usage: Usage; finishReason: string }> {
  const { context, model } = request
  const only = context.candidates.length === 1 ? context.candidates[0] : undefined
  const subject: FaultSubject = {
    providerName: model.providerName,
    modelId: model.id,
    agentName: only?.label,
  }
  let usage: Usage | undefined
  let correction: string | undefined
  for (let corrections = 0; ; corrections += 1) {
    const result = await attemptWithRetries(() => call(request, withMessage, correction), {
      subject,
      signal: request.signal,
      delay: request.delay,
    })
    usage = addUsage(usage, usageOf(model.id, result.usage))
    if (result.finishReason === 'content-filter')
      throw new ModelFailure(failureOf('provider-refused', subject))
    try {
      return { answer: readAnswer(result, context, withMessage), usage, finishReason: result.finishReason }
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
  request: ComposeRequest,
  withMessage: boolean,
  correction: string | undefined,
): Promise<Returned> {
  const { context, model, signal, silenceMs = SILENCE_MS } = request
  const name = withMessage ? SAY : CHOOSE
  const deadline = startDeadline(silenceMs, signal)
  let usage: LanguageModelUsage | undefined
  try {
    return await generateText({
      model: model.model,
      instructions: context.system,
      messages: withTask(context, name, correction),
      tools: {
        [name]: tool({
          description: withMessage ? 'Writes the next message of the chat.' : 'Names who speaks next.',
          inputSchema: answerSchema(context, withMessage),
        }),
      },
      toolChoice: 'required',
      maxRetries: 0,
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

/** The context's messages, with how to answer as the last lines. */
function withTask(context: AutopilotContext, name: string, correction: string | undefined): ModelMessage[] {
  const last = context.messages.at(-1)
  const lines = [String(last?.content ?? ''), `Answer by calling the tool ${name} once.`]
  if (correction !== undefined) {
    lines.push(`Your last answer could not be used: ${correction}. Answer again, in the right form.`)
  }
  return [...context.messages.slice(0, -1), { role: 'user', content: lines.join('\n') }]
}
