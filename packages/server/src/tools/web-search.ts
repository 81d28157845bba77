import { z } from 'zod'
import { ownTool, ToolError } from './tool.ts'
import type { Tool } from './tool.ts'

type Environment = Readonly<Record<string, string | undefined>>
type Found = { title: string; url: string; snippet: string }

/** A service that searches the web: how it is asked, and how its answer is read. */
type Engine = {
  ask: (query: string) => Request
  read: (answer: unknown) => readonly unknown[] | undefined
}

const MAX_RESULTS = 8
const MAX_BYTES = 512 * 1024
const TIMEOUT_MS = 10_000

/**
 * Searches the web with the service that the environment names: SEARXNG_URL, BRAVE_SEARCH_API_KEY or
 * TAVILY_API_KEY. Undefined where it names none: the tool is not offered then. [M7]
 */
export function webSearch(env: Environment, fetch = globalThis.fetch): Tool | undefined {
  const engine = engineOf(env)
  if (engine === undefined) return undefined
  return ownTool(
    {
      name: 'web_search',
      description: 'Searches the web and answers with titles, addresses and excerpts.',
      web: true,
    },
    z.object({ query: z.string().trim().min(1).max(400).describe('What to search for.') }),
    async ({ query }, { signal }) => {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
      const answer = await call(() => fetch(engine.ask(query), { signal: limited }), signal)
      const found = (engine.read(answer) ?? []).flatMap(resultOf).slice(0, MAX_RESULTS)
      if (found.length === 0) return 'Nothing was found.'
      return found.map(({ title, url, snippet }) => `${title}\n${url}\n${snippet}`).join('\n\n')
    },
  )
}

function engineOf(env: Environment): Engine | undefined {
  const searxng = env['SEARXNG_URL']?.trim()
  if (searxng) {
    return {
      ask: (query) =>
        new Request(`${searxng.replace(/\/+$/, '')}/search?${params({ q: query, format: 'json' })}`),
      read: (answer) => listIn(answer, 'results'),
    }
  }
  const brave = env['BRAVE_SEARCH_API_KEY']?.trim()
  if (brave) {
    const headers = { accept: 'application/json', 'x-subscription-token': brave }
    const base = env['BRAVE_SEARCH_BASE_URL']?.trim() || 'https://api.search.brave.com'
    return {
      ask: (query) => new Request(`${base}/res/v1/web/search?${params({ q: query })}`, { headers }),
      read: (answer) => listIn((answer as { web?: unknown } | null)?.web, 'results'),
    }
  }
  const tavily = env['TAVILY_API_KEY']?.trim()
  if (!tavily) return undefined
  const base = env['TAVILY_BASE_URL']?.trim() || 'https://api.tavily.com'
  return {
    ask: (query) =>
      new Request(`${base}/search`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tavily}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, max_results: MAX_RESULTS }),
      }),
    read: (answer) => listIn(answer, 'results'),
  }
}

/** What a service says of a fault may quote its key: it is not passed on. */
async function call(send: () => Promise<Response>, signal: AbortSignal): Promise<unknown> {
  try {
    const response = await send()
    if (!response.ok) throw new ToolError(`The search service answered with status ${response.status}.`)
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length > MAX_BYTES) throw new ToolError('The search service answered with too much.')
    }
    return JSON.parse(text)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ToolError) throw error
    throw new ToolError('The search service could not be reached.', { cause: error })
  }
}

function params(fields: Record<string, string>): string {
  return new URLSearchParams(fields).toString()
}

function listIn(value: unknown, name: string): readonly unknown[] | undefined {
  const list = (value as Record<string, unknown> | null | undefined)?.[name]
  return Array.isArray(list) ? list : undefined
}

/** Services name an excerpt `content` or `description`. */
function resultOf(value: unknown): Found[] {
  const { title, url, content, description } = (value ?? {}) as Record<string, unknown>
  if (typeof url !== 'string') return []
  const snippet = String(content ?? description ?? '').slice(0, 500)
  return [{ title: String(title ?? '').slice(0, 200), url, snippet }]
}
