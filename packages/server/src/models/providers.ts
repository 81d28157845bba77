import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { Pace } from '@parley/protocol'
import type { LanguageModelV4, LanguageModelV4Middleware } from '@ai-sdk/provider'
import { wrapLanguageModel } from 'ai'
import type { FoundOllama } from './ollama.ts'
import { listModels } from './model-list.ts'
import { anthropicCache, openaiCache } from './prompt-cache.ts'
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
  /** Whether there is a key; never which. */
  readonly hasKey: boolean
  /** A real model has its own pace and ignores the room's. */
  languageModel(modelId: string, pace: Pace): SdkModel
  /** Asks it which models it has, by its own names. */
  listModels?(): Promise<string[]>
}

export type Access = {
  readonly apiKey: string | undefined
  readonly baseUrl?: string | undefined
  readonly fetch?: Fetch | undefined
}

export function openaiProvider({ apiKey, baseUrl, fetch }: Access): Provider {
  const provider = createOpenAI(given({ apiKey, baseURL: baseUrl, fetch }))
  const list = listOf(fetch, `${baseUrl ?? OPENAI_URL}/models`, bearer(apiKey))
  const languageModel = (modelId: string) => cached(provider(modelId), openaiCache)
  return real('openai', 'OpenAI', 'gpt-6-astra', apiKey, languageModel, list)
}

/** By default the small one: quick, and it takes a forced tool call, which its larger siblings refuse. */
export function anthropicProvider({ apiKey, baseUrl, fetch }: Access): Provider {
  const provider = createAnthropic(given({ apiKey, baseURL: baseUrl, fetch }))
  const headers = { 'x-api-key': apiKey ?? '', 'anthropic-version': '2023-06-01' }
  const list = listOf(fetch, `${baseUrl ?? ANTHROPIC_URL}/models?limit=1000`, headers)
  const languageModel = (modelId: string) => cached(provider(modelId), anthropicCache)
  return real('anthropic', 'Anthropic', 'claude-haiku-5-5', apiKey, languageModel, list)
}

export function googleProvider({ apiKey, baseUrl, fetch }: Access): Provider {
  const provider = createGoogle(given({ apiKey, baseURL: baseUrl, fetch }))
  const headers = { 'x-goog-api-key': apiKey ?? '' }
  const list = listOf(fetch, `${baseUrl ?? GOOGLE_URL}/models?pageSize=1000`, headers)
  return real('google', 'Google', 'gemini-4-hydrogen', apiKey, (modelId) => provider(modelId), list)
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
  const list = listOf(fetch, `${baseUrl}/models`, bearer(apiKey))
  return real(id, name, defaultModel, apiKey, (modelId) => provider(modelId), list)
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
  apiKey: string | undefined,
  languageModel: (modelId: string) => SdkModel,
  list: () => Promise<string[]>,
): Provider {
  const hasKey = apiKey !== undefined
  return { id, name, defaultModel, rehearsal: false, hasKey, languageModel, listModels: list }
}

const OPENAI_URL = 'https://api.openai.com/v1'
const ANTHROPIC_URL = 'https://api.anthropic.com/v1'
const GOOGLE_URL = 'https://generativelanguage.googleapis.com/v1beta'

function listOf(fetch: Fetch | undefined, url: string, headers: Record<string, string>) {
  return () => listModels(fetch ?? globalThis.fetch, url, headers)
}

function bearer(apiKey: string | undefined): Record<string, string> {
  return apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
}

function cached(model: LanguageModelV4, middleware: LanguageModelV4Middleware): SdkModel {
  return wrapLanguageModel({ model, middleware })
}

/** The fields that have a value: an SDK tells `undefined` from "not given". */
function given<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
