import type { ModelList } from '@parley/protocol'

type Provider = ModelList['providers'][number]

/** The providers with those of their models that have every word of a query; who has none is left out. */
export function matchingModels(providers: readonly Provider[], query: string): Provider[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return providers.flatMap((provider) => {
    const models = provider.models.filter((model) => {
      const text = `${provider.name} ${model}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    const isTold = words.length === 0 && provider.problem !== undefined
    return models.length > 0 || isTold ? [{ ...provider, models }] : []
  })
}

/** A query that names a model in full, though no list has it. */
export function typedModel(providers: readonly Provider[], query: string): string | undefined {
  const typed = query.trim()
  const [provider = '', name = ''] = [typed.split(':', 1)[0], typed.slice(typed.indexOf(':') + 1)]
  if (!typed.includes(':') || name === '' || /\s/.test(typed)) return undefined
  const known = providers.find(({ id }) => id === provider)
  return known === undefined || known.models.includes(typed) ? undefined : typed
}
