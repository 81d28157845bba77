import type { Pace } from '@parley/protocol'
import { ConfigurationError } from './configuration-error.ts'
import { ModelFailure } from './failure.ts'
import type { Provider } from './providers.ts'
import type { ResolvedModel } from './resolved-model.ts'

/** What people may know of a configured provider. */
export type ProviderSummary = {
  readonly id: string
  readonly name: string
  readonly defaultModel: string | undefined
}

/** Settings that switch a provider on, for the sentence that says what is missing. */
const SWITCHED_ON_BY: Readonly<Record<string, string>> = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
  openrouter: 'OPENROUTER_API_KEY',
  custom: 'PARLEY_MODEL_BASE_URL',
  ollama: 'a running Ollama with a chat model (OLLAMA_HOST)',
}

/** The workspace's models, by `provider:model`. [M1] */
export class Models {
  readonly #providers: ReadonlyMap<string, Provider>
  /** The model of every agent that has none of its own. */
  readonly default: { readonly id: string; readonly rehearsal: boolean }

  /** Throws ConfigurationError when `defaultId` names no configured provider. */
  constructor(providers: readonly Provider[], defaultId: string) {
    this.#providers = new Map(providers.map((provider) => [provider.id, provider]))
    const found = this.#find(defaultId)
    if (typeof found === 'string') throw new ConfigurationError(`PARLEY_MODEL=${defaultId}: ${found}`)
    this.default = { id: defaultId, rehearsal: found.provider.rehearsal }
  }

  /** In order of preference, the rehearsal last. */
  get providers(): readonly ProviderSummary[] {
    return [...this.#providers.values()].map(({ id, name, defaultModel }) => ({ id, name, defaultModel }))
  }

  /**
   * The model of `modelId`, or the default for the empty string. Throws `ModelFailure` with a plain
   * sentence when its provider is not configured. [M1]
   */
  resolve(modelId: string, options: { readonly pace?: Pace } = {}): ResolvedModel {
    const id = modelId.trim() === '' ? this.default.id : modelId.trim()
    const found = this.#find(id)
    if (typeof found === 'string') {
      throw new ModelFailure({
        code: 'model-not-found',
        message: `The model ${id.slice(0, 100)} cannot be used: ${found}`,
        retryable: false,
      })
    }
    const { provider, name } = found
    return {
      id,
      providerName: provider.name,
      model: provider.languageModel(name, options.pace ?? 'human'),
      rehearsal: provider.rehearsal,
    }
  }

  /** The provider and its own name for the model, or what is wrong with the id. */
  #find(id: string): { provider: Provider; name: string } | string {
    const colon = id.indexOf(':')
    const providerId = colon < 0 ? id : id.slice(0, colon)
    const name = colon < 0 ? '' : id.slice(colon + 1)
    const provider = this.#providers.get(providerId)
    const missing = SWITCHED_ON_BY[providerId]
    if (!provider && missing !== undefined) return `${providerId} needs ${missing}, which is not set.`
    if (!provider || name === '') {
      const known = [...Object.keys(SWITCHED_ON_BY), 'rehearsal'].join(', ')
      return `it must be written provider:model, with a provider of ${known}.`
    }
    return { provider, name }
  }
}
