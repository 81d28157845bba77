import type { LanguageModel, TelemetryOptions } from 'ai'

/** The model of an AI SDK provider, as an object: never an id that a gateway would look up. */
export type SdkModel = Exclude<LanguageModel, string>

/** A model that is ready to be called, and how to speak of it. */
export type ResolvedModel = {
  /** `provider:model`, as stored with the message. */
  readonly id: string
  /** For people: `OpenAI`. */
  readonly providerName: string
  readonly model: SdkModel
  /** It only rehearses: no provider is asked. [M2] */
  readonly rehearsal: boolean
  /** Absent: its calls leave no spans. [M9] */
  readonly telemetry?: TelemetryOptions
  /**
   * Asks its provider anew which models it has, and says whether this is one of them: it may be known after
   * all. Never rejects. [M8]
   */
  readonly renew?: () => Promise<boolean>
}
