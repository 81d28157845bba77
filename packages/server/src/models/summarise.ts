import { MAX_SUMMARY_CHARACTERS, type Usage } from '@parley/protocol'
import { generateText } from 'ai'
import type { SummaryContext } from '../context/index.ts'
import { attemptWithRetries } from './attempt.ts'
import { SILENCE_MS, startDeadline } from './deadline.ts'
import { failureOf, ModelFailure } from './failure.ts'
import type { CallOptions } from './structured-call.ts'
import { NO_TELEMETRY } from './telemetry.ts'
import { usageOf } from './usage.ts'

export type SummaryRequest = CallOptions & { readonly context: SummaryContext }

/**
 * Has a conversation summarised. Throws `ModelFailure`, also where nothing came of it, or the signal's reason when
 * aborted. [M6, M8]
 */
export async function summarise(request: SummaryRequest): Promise<{ text: string; usage: Usage }> {
  const { model, signal, delay } = request
  const subject = { providerName: model.providerName, modelId: model.id }
  const { text, usage, finishReason } = await attemptWithRetries(() => call(request), {
    subject,
    signal,
    delay,
    renew: model.renew,
  })
  if (finishReason === 'content-filter') throw new ModelFailure(failureOf('provider-refused', subject))
  const summary = text.trim().slice(0, MAX_SUMMARY_CHARACTERS)
  if (summary === '') throw new ModelFailure(failureOf('malformed-answer', subject))
  return { text: summary, usage: usageOf(model.id, usage) }
}

async function call({ model, context, signal, silenceMs = SILENCE_MS }: SummaryRequest) {
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
