import type { MemberId, Reaction, Reason, Usage } from '@parley/protocol'
import type { AutopilotContext } from '../context/index.ts'
import { answerSchema, CHOOSE, readAnswer, SAY, type Answer } from './answer.ts'
import { askStructured, type CallOptions } from './structured-call.ts'
import { usageOf } from './usage.ts'

export type ComposeRequest = CallOptions & { readonly context: AutopilotContext }

export type Composed = {
  readonly speaker: MemberId
  readonly text: string
  /** On the message of `context.reactTo`. */
  readonly reaction?: Reaction
  /** Why, where the model was asked for it. [D12] */
  readonly reasons?: Reason[]
  /** Of all attempts together. */
  readonly usage: Usage
  readonly finishReason: string
  /** The agent in whose name the model went on; what it said so is withheld. [M5] */
  readonly cutFor?: MemberId
}

export type Picked = Omit<Composed, 'text' | 'finishReason' | 'cutFor'>

/**
 * Asks one model who speaks next and what they say, as one structured answer. Throws as `askStructured`.
 * [D2, D8, D9, M5, M8]
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

function ask(
  { context, ...options }: ComposeRequest,
  withMessage: boolean,
): Promise<{ answer: Answer; usage: Usage; finishReason: string }> {
  const only = context.candidates.length === 1 ? context.candidates[0] : undefined
  return askStructured(
    {
      system: context.system,
      messages: context.messages,
      tool: {
        name: withMessage ? SAY : CHOOSE,
        description: withMessage ? 'Writes the next message of the chat.' : 'Names who speaks next.',
        schema: answerSchema(context, withMessage),
      },
      read: (raw) => readAnswer(raw, context, withMessage),
      agentName: only?.label,
    },
    options,
  )
}
