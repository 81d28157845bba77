import type { Tracer } from '@opentelemetry/api'
import type { TelemetryOptions } from 'ai'

/** No spans, also where somebody has registered an integration for the whole process. */
export const NO_TELEMETRY: TelemetryOptions = { isEnabled: false, recordInputs: false, recordOutputs: false }

export type TelemetrySettings = {
  /** What was said, in prompts and answers, stands in the spans. */
  readonly content: boolean
  /** The process's own by default, as its OpenTelemetry SDK has registered it. */
  readonly tracer?: Tracer | undefined
}

/**
 * Spans after OpenTelemetry's conventions for generative AI, one for every call of a model: which one, how long, how
 * many tokens, how it ended. Without `content` nothing of what people or agents wrote. [M9]
 */
export async function openTelemetry({ content, tracer }: TelemetrySettings): Promise<TelemetryOptions> {
  const { OpenTelemetry } = await import('@ai-sdk/otel')
  return {
    isEnabled: true,
    recordInputs: content,
    recordOutputs: content,
    functionId: 'parley',
    integrations: new OpenTelemetry(tracer === undefined ? {} : { tracer }),
  }
}
