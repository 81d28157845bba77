import type { LanguageModel } from 'ai'

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
}
