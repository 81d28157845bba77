import type { ModelList } from '@parley/protocol'
import type { Models } from '../models/index.ts'

/** How long a provider's own list is taken as it was. */
const FRESH_MS = 10 * 60_000
/** One that could not be had is asked for again much sooner. */
const RETRY_MS = 15_000

type Known = { at: number; models: string[]; problem?: string }

/** The models that can be chosen, by the lists of their providers. [M1] */
export class ModelCatalogue {
  readonly #models: Models
  readonly #now: () => number
  readonly #lists = new Map<string, Known>()

  constructor(models: Models, now: () => number) {
    this.#models = models
    this.#now = now
  }

  /** Asks all providers at once; one that does not answer is told in words and keeps none of the others. */
  async read(): Promise<ModelList> {
    const providers = await Promise.all(
      this.#models.providers.map(async (provider) => {
        const { id, name, rehearsal, keyless, hasKey, defaultModel } = provider
        const { models, problem } = await this.#listOf(provider)
        const all = [...new Set([...(defaultModel === undefined ? [] : [defaultModel]), ...models])]
        return {
          id,
          name,
          keyless,
          hasKey,
          ...(defaultModel === undefined ? {} : { defaultModel: `${id}:${defaultModel}` }),
          rehearsal,
          models: all.map((model) => `${id}:${model}`),
          ...(problem === undefined ? {} : { problem }),
        }
      }),
    )
    return { default: this.#models.default.id, providers }
  }

  async #listOf({ id, name, listModels }: Models['providers'][number]): Promise<Omit<Known, 'at'>> {
    if (listModels === undefined) return { models: [] }
    const known = this.#lists.get(id)
    const age = this.#now() - (known?.at ?? -Infinity)
    if (known !== undefined && age < (known.problem === undefined ? FRESH_MS : RETRY_MS)) return known
    const list = await listModels().then(
      (models): Omit<Known, 'at'> => ({ models }),
      // Nothing of the fault is told: an answer of a provider may repeat the key.
      (): Omit<Known, 'at'> => ({
        models: known?.models ?? [],
        problem: `${name} did not list its models. Type the name of one.`,
      }),
    )
    this.#lists.set(id, { ...list, at: this.#now() })
    return list
  }
}
