/**
 * Tokens that the models of a provider take at the least, prompt and answer together. What a prompt shows is far
 * less by default, so that only small models are held back by this. An Ollama that nobody has set up takes 4,096,
 * whatever its model could; a service at an address of one's own may be one like it.
 */
const CONTEXT_TOKENS: Readonly<Record<string, number>> = {
  openai: 128_000,
  anthropic: 200_000,
  google: 128_000,
  openrouter: 32_000,
  custom: 8_192,
  ollama: 4_096,
  rehearsal: 32_000,
}
const LEAST = 4_096
/** Of the window: the rest is for the members, their instructions, tools and the answer. */
const SHARE_OF_HISTORY = 0.5

/** Tokens of a conversation that a model can be shown, whatever it costs. `modelId` is `provider:model`. [M6] */
export function largestHistory(modelId: string): number {
  const provider = modelId.slice(0, modelId.indexOf(':'))
  return Math.floor((CONTEXT_TOKENS[provider] ?? LEAST) * SHARE_OF_HISTORY)
}
