import type { Usage } from '@parley/protocol'
import { generateText } from 'ai'
import type { ModelMessage } from 'ai'
import { attemptWithRetries } from './attempt.ts'
import { SILENCE_MS, startDeadline } from './deadline.ts'
import { failureOf, ModelFailure } from './failure.ts'
import type { CallOptions } from './structured-call.ts'
import { NO_TELEMETRY } from './telemetry.ts'
import { usageOf } from './usage.ts'

export type TextRequest = CallOptions & {
  readonly context: { readonly system: string; readonly messages: readonly ModelMessage[] }
}

/**
 * Has a model write something that nobody watches it write. `read` makes of its words what was asked for; an
 * empty one is no answer. Throws `ModelFailure`, or the signal's reason when aborted. [M8]
 */
export async function writeText(
  request: TextRequest,
  read: (text: string) => string,
): Promise<{ text: string; usage: Usage }> {
  const { model, signal, delay } = request
  const subject = { providerName: model.providerName, modelId: model.id }
  const { text, usage, finishReason } = await attemptWithRetries(() => call(request), {
    subject,
    signal,
    delay,
    renew: model.renew,
  })
  if (finishReason === 'content-filter') throw new ModelFailure(failureOf('provider-refused', subject))
  const written = read(text)
  if (written === '') throw new ModelFailure(failureOf('malformed-answer', subject))
  return { text: written, usage: usageOf(model.id, usage) }
}

async function call({ model, context, signal, silenceMs = SILENCE_MS }: TextRequest) {
  const deadline = startDeadline(silenceMs, signal)
  try {
    return await generateText({
      model: model.model,
      instructions: context.system,
      messages: [...context.messages],
      maxRetries: 0,
      telemetry: model.telemetry ?? NO_TELEMETRY,
      abortSignal: deadline.signal,
    })
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : error
  } finally {
    deadline.stop()
  }
}
