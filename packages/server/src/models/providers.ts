import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { Pace } from '@parley/protocol'
import type { FoundOllama } from './ollama.ts'
import type { SdkModel } from './resolved-model.ts'

export type Fetch = typeof globalThis.fetch

/** Where models come from. The key lives in the closure of `languageModel` and nowhere else. [S4] */
export type Provider = {
  /** First part of a model's id. */
  readonly id: string
  /** For people. */
  readonly name: string
  /** Used when nobody chose a model; absent where we cannot know one. */
  readonly defaultModel: string | undefined
  readonly rehearsal: boolean
  /** A real model has its own pace and ignores the room's. */
  languageModel(modelId: string, pace: Pace): SdkModel
}

export type Access = {
  readonly apiKey: string | undefined
  readonly baseUrl?: string | undefined
  readonly fetch?: Fetch | undefined
}

export function openaiProvider({ apiKey, baseUrl, fetch }: Access): Provider {
  const provider = createOpenAI(given({ apiKey, baseURL: baseUrl, fetch }))
  return real('openai', 'OpenAI', 'gpt-6-astra', (modelId) => provider(modelId))
}

/** By default the small one: quick, and it takes a forced tool call, which its larger siblings refuse. */
export function anthropicProvider({ apiKey, baseUrl, fetch }: Access): Provider {
  const provider = createAnthropic(given({ apiKey, baseURL: baseUrl, fetch }))
  return real('anthropic', 'Anthropic', 'claude-haiku-5-5', (modelId) => provider(modelId))
}

export function googleProvider({ apiKey, baseUrl, fetch }: Access): Provider {
  const provider = createGoogle(given({ apiKey, baseURL: baseUrl, fetch }))
  return real('google', 'Google', 'gemini-4-hydrogen', (modelId) => provider(modelId))
}

/** Any service that speaks OpenAI's chat completions. [M1] */
export function openaiCompatible(
  id: string,
  name: string,
  defaultModel: string | undefined,
  { apiKey, baseUrl = '', fetch }: Access,
): Provider {
  const provider = createOpenAICompatible({
    name: id,
    baseURL: baseUrl,
    includeUsage: true,
    ...given({ apiKey, fetch }),
  })
  return real(id, name, defaultModel, (modelId) => provider(modelId))
}

export function ollamaProvider({ baseUrl, defaultModel }: FoundOllama, fetch: Fetch | undefined): Provider {
  return openaiCompatible('ollama', 'Ollama', defaultModel, {
    apiKey: undefined,
    baseUrl: `${baseUrl}/v1`,
    fetch,
  })
}

function real(
  id: string,
  name: string,
  defaultModel: string | undefined,
  languageModel: (modelId: string) => SdkModel,
): Provider {
  return { id, name, defaultModel, rehearsal: false, languageModel }
}

/** The fields that have a value: an SDK tells `undefined` from "not given". */
function given<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
