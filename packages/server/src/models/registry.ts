import type { Pace } from '@parley/protocol'
import type { TelemetryOptions } from 'ai'
import { DEFAULT_HISTORY_TOKENS } from '../context/index.ts'
import { ConfigurationError } from './configuration-error.ts'
import { largestHistory } from './context-window.ts'
import { ModelFailure } from './failure.ts'
import type { Provider } from './providers.ts'
import type { ResolvedModel } from './resolved-model.ts'

/** What people may know of a configured provider. */
export type ProviderSummary = {
  readonly id: string
  readonly name: string
  readonly defaultModel: string | undefined
  readonly rehearsal: boolean
  /** It asks for no key: it runs on this machine. */
  readonly keyless: boolean
  readonly hasKey: boolean
  /** Rejects where the provider does not say. */
  readonly listModels: (() => Promise<string[]>) | undefined
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
  readonly #historyTokens: number
  readonly #telemetry: TelemetryOptions | undefined
  readonly #lists = new Map<string, readonly string[]>()
  /** The model of every agent that has none of its own. */
  readonly default: { readonly id: string; readonly rehearsal: boolean }
  /** The model that is asked, in ambient rooms, whether anybody speaks. [D10] */
  readonly judge: string

  /** Throws ConfigurationError when `defaultId` or `judgeId` names no configured provider. */
  constructor(
    providers: readonly Provider[],
    defaultId: string,
    judgeId: string = defaultId,
    historyTokens: number = DEFAULT_HISTORY_TOKENS,
    telemetry?: TelemetryOptions,
  ) {
    this.#historyTokens = historyTokens
    this.#telemetry = telemetry
    this.#providers = new Map(providers.map((provider) => [provider.id, provider]))
    const found = this.#find(defaultId)
    if (typeof found === 'string') throw new ConfigurationError(`PARLEY_MODEL=${defaultId}: ${found}`)
    const judge = this.#find(judgeId)
    if (typeof judge === 'string') throw new ConfigurationError(`PARLEY_JUDGE_MODEL=${judgeId}: ${judge}`)
    this.default = { id: defaultId, rehearsal: found.provider.rehearsal }
    this.judge = judgeId
  }

  /** In order of preference, the rehearsal last. */
  get providers(): readonly ProviderSummary[] {
    return [...this.#providers.values()].map((provider) => {
      const { id, name, defaultModel, rehearsal } = provider
      const keyless = rehearsal || id === 'ollama'
      return {
        id,
        name,
        defaultModel,
        rehearsal,
        keyless,
        hasKey: provider.hasKey,
        listModels: provider.listModels,
      }
    })
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
      renew: () => this.#renew(provider, name),
      ...(this.#telemetry === undefined ? {} : { telemetry: this.#telemetry }),
    }
  }

  /** The names of a provider's own models; empty where it has no list, or does not answer. [M1] */
  async list(providerId: string): Promise<readonly string[]> {
    const provider = this.#providers.get(providerId)
    if (provider?.listModels === undefined) return []
    const known = this.#lists.get(providerId)
    if (known !== undefined) return known
    const list = await provider.listModels().catch(() => undefined)
    if (list !== undefined) this.#lists.set(providerId, list)
    return list ?? []
  }

  async #renew({ id }: Provider, name: string): Promise<boolean> {
    this.#lists.delete(id)
    const names = await this.list(id)
    return names.includes(name) || names.includes(`${name}:latest`)
  }

  /** Tokens of a room's conversation that a model is shown. [M6] */
  historyTokens(modelId: string): number {
    return Math.min(this.#historyTokens, this.largestHistory(modelId))
  }

  /** As much as it can be shown, whatever it costs. */
  largestHistory(modelId: string): number {
    return largestHistory(modelId.trim() === '' ? this.default.id : modelId.trim())
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
