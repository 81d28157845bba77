import type { Tracer } from '@opentelemetry/api'
import { ConfigurationError } from './configuration-error.ts'
import type { Delay } from './delay.ts'
import { findOllama } from './ollama.ts'
import {
  anthropicProvider,
  googleProvider,
  ollamaProvider,
  openaiCompatible,
  openaiProvider,
  type Fetch,
  type Provider,
} from './providers.ts'
import { Models } from './registry.ts'
import { openTelemetry } from './telemetry.ts'
import { rehearsalProvider } from './rehearsal/provider.ts'

/** Environment variables, passed in: nothing here reads the process. */
export type Environment = Readonly<Record<string, string | undefined>>

export type ModelOptions = {
  /** Replaces the network for tests. */
  readonly fetch?: Fetch
  /** Replaces waiting for tests. */
  readonly delay?: Delay
  /** Takes the spans of model calls in tests. */
  readonly tracer?: Tracer
  /** How long to wait for an Ollama on this machine; 300 ms by default. */
  readonly probeMs?: number
}

const LEAST_HISTORY_TOKENS = 500
const OPENROUTER_URL = 'https://openrouter.ai/api/v1'

/**
 * Sets up every provider that the environment names and finds an Ollama on this machine. Without
 * any, the rehearsal model is the default. Throws ConfigurationError for a bad setting. [M1, M2]
 */
export async function configureModels(env: Environment, options: ModelOptions = {}): Promise<Models> {
  // The SDK would print a warning with every message of a model that lacks some option.
  globalThis.AI_SDK_LOG_WARNINGS ??= false
  const wanted = setting(env, 'PARLEY_MODEL')
  const providers = [...keyedProviders(env, options), ...(await ollamaProviders(env, options))]
  const rehearsal = rehearsalProvider({
    seed: setting(env, 'PARLEY_SEED') ?? 'parley',
    // The tests' pace shows a finished stream at once.
    deltaMs: setting(env, 'PARLEY_PACE') === 'instant' ? 0 : undefined,
    delay: options.delay,
  })
  const judge = setting(env, 'PARLEY_JUDGE_MODEL')
  const model = wanted ?? defaultModel(providers, rehearsal)
  const telemetry = await telemetryOf(env, options)
  return new Models([...providers, rehearsal], model, judge, historyTokens(env), telemetry)
}

/** Spans only where they are asked for, and what was said only where that is asked for, too. [M9] */
async function telemetryOf(env: Environment, { tracer }: ModelOptions) {
  if (!isOn(env, 'PARLEY_TELEMETRY')) return undefined
  return openTelemetry({ content: isOn(env, 'PARLEY_TELEMETRY_CONTENT'), tracer })
}

function isOn(env: Environment, name: string): boolean {
  const value = setting(env, name)
  if (value === undefined || value === 'off') return false
  if (value === 'on') return true
  throw new ConfigurationError(`${name}=${value} is neither on nor off.`)
}

/** Tokens of a conversation that any model is shown; less where its window is small. [M6] */
function historyTokens(env: Environment): number | undefined {
  const text = setting(env, 'PARLEY_HISTORY_TOKENS')
  if (text === undefined) return undefined
  const tokens = Number(text)
  if (Number.isInteger(tokens) && tokens >= LEAST_HISTORY_TOKENS) return tokens
  throw new ConfigurationError(
    `PARLEY_HISTORY_TOKENS=${text} is not a whole number from ${LEAST_HISTORY_TOKENS} up.`,
  )
}

function keyedProviders(env: Environment, { fetch }: ModelOptions): Provider[] {
  const providers: Provider[] = []
  const openaiKey = setting(env, 'OPENAI_API_KEY')
  if (openaiKey !== undefined) {
    providers.push(openaiProvider({ apiKey: openaiKey, baseUrl: url(env, 'OPENAI_BASE_URL'), fetch }))
  }
  const anthropicKey = setting(env, 'ANTHROPIC_API_KEY')
  if (anthropicKey !== undefined) {
    providers.push(
      anthropicProvider({ apiKey: anthropicKey, baseUrl: url(env, 'ANTHROPIC_BASE_URL'), fetch }),
    )
  }
  const googleKey = setting(env, 'GOOGLE_GENERATIVE_AI_API_KEY')
  if (googleKey !== undefined) {
    const baseUrl = url(env, 'GOOGLE_GENERATIVE_AI_BASE_URL')
    providers.push(googleProvider({ apiKey: googleKey, baseUrl, fetch }))
  }
  const openrouterKey = setting(env, 'OPENROUTER_API_KEY')
  if (openrouterKey !== undefined) {
    const baseUrl = url(env, 'OPENROUTER_BASE_URL') ?? OPENROUTER_URL
    const access = { apiKey: openrouterKey, baseUrl, fetch }
    providers.push(openaiCompatible('openrouter', 'OpenRouter', 'openrouter/auto', access))
  }
  const customUrl = url(env, 'PARLEY_MODEL_BASE_URL')
  if (customUrl !== undefined) {
    const access = { apiKey: setting(env, 'PARLEY_MODEL_API_KEY'), baseUrl: customUrl, fetch }
    providers.push(openaiCompatible('custom', new URL(customUrl).host, undefined, access))
  }
  return providers
}

async function ollamaProviders(env: Environment, options: ModelOptions): Promise<Provider[]> {
  const { fetch = globalThis.fetch, probeMs = 300 } = options
  // OLLAMA_HOST set to nothing means: do not look.
  if (env['OLLAMA_HOST']?.trim() === '') return []
  const found = await findOllama(setting(env, 'OLLAMA_HOST'), fetch, probeMs)
  return found ? [ollamaProvider(found, options.fetch)] : []
}

function defaultModel(providers: readonly Provider[], rehearsal: Provider): string {
  for (const { id, defaultModel: model } of providers) if (model !== undefined) return `${id}:${model}`
  const custom = providers[0]
  if (custom) {
    throw new ConfigurationError(
      `PARLEY_MODEL_BASE_URL is set: say which of its models to use, PARLEY_MODEL=${custom.id}:<model>.`,
    )
  }
  return `${rehearsal.id}:${rehearsal.defaultModel ?? ''}`
}

function setting(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function url(env: Environment, name: string): string | undefined {
  const value = setting(env, name)
  if (value === undefined) return undefined
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new ConfigurationError(`${name} must be a URL that begins with http:// or https://.`)
  }
  return value.replace(/\/+$/, '')
}
