import { z } from 'zod'
import type { Fetch } from './providers.ts'

export type FoundOllama = {
  /** Without a slash at its end. */
  readonly baseUrl: string
  /** The first model that can chat. */
  readonly defaultModel: string
}

const Tags = z.object({ models: z.array(z.object({ name: z.string() })) })

/**
 * Looks for an Ollama with at least one chat model at `host` (as in OLLAMA_HOST) or on this machine.
 * Nothing there, or no answer within `probeMs`, is not an error: answers undefined. [M1]
 */
export async function findOllama(
  host: string | undefined,
  fetch: Fetch,
  probeMs: number,
): Promise<FoundOllama | undefined> {
  const baseUrl = ollamaUrl(host)
  if (baseUrl === undefined) return undefined
  let body: unknown
  try {
    const response = await fetch(`${baseUrl}/api/tags`, { signal: AbortSignal.timeout(probeMs) })
    if (!response.ok) return undefined
    body = await response.json()
  } catch {
    // No server there, too slow, or not JSON: there is no Ollama.
    return undefined
  }
  const tags = Tags.safeParse(body)
  const model = tags.data?.models.find(({ name }) => !/embed|rerank/i.test(name))
  return model && { baseUrl, defaultModel: model.name }
}

/** OLLAMA_HOST is often the address to bind to: without a scheme or port, or 0.0.0.0. */
function ollamaUrl(host: string | undefined): string | undefined {
  const text = host ?? '127.0.0.1:11434'
  const withScheme = /^https?:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(withScheme)) return undefined
  const url = new URL(withScheme)
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1'
  if (url.port === '' && withScheme !== text) url.port = '11434'
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
