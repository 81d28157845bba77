import type { Usage } from '@parley/protocol'
import { generateText } from 'ai'
import { startDeadline } from './deadline.ts'
import { classifyFault, failureOf, ModelFailure } from './failure.ts'
import type { CallOptions } from './structured-call.ts'
import { NO_TELEMETRY } from './telemetry.ts'
import { usageOf } from './usage.ts'

/** Whoever waits for it looks at a button. */
const PROBE_MS = 20_000
/** More than a word, for models that think first; one that is cut off here has answered all the same. */
const MAX_TOKENS = 200

export const PROBE = {
  system: 'You are being tested for whether you can be reached.',
  messages: [{ role: 'user', content: 'Answer with the one word: here' }],
} as const

/**
 * One tiny call, which is not repeated: whether a model answers. Throws `ModelFailure`, or the signal's reason when
 * aborted. [M1, M8]
 */
export async function probe({ model, signal, silenceMs = PROBE_MS }: CallOptions): Promise<{ usage: Usage }> {
  const deadline = startDeadline(silenceMs, signal)
  try {
    const { usage } = await generateText({
      model: model.model,
      instructions: PROBE.system,
      messages: [...PROBE.messages],
      maxOutputTokens: MAX_TOKENS,
      maxRetries: 0,
      telemetry: model.telemetry ?? NO_TELEMETRY,
      abortSignal: deadline.signal,
    })
    return { usage: usageOf(model.id, usage) }
  } catch (error) {
    signal?.throwIfAborted()
    const { code } = classifyFault(deadline.signal.aborted ? deadline.signal.reason : error, Date.now())
    const subject = { providerName: model.providerName, modelId: model.id, agentName: 'The model' }
    throw new ModelFailure(failureOf(code, subject), { cause: error })
  } finally {
    deadline.stop()
  }
}
