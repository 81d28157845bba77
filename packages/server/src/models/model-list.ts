import { z } from 'zod'

type Fetch = typeof globalThis.fetch

/** How long a provider may take to list its models. */
const LIST_MS = 5_000

const Listed = z.union([
  z.object({ data: z.array(z.object({ id: z.string() })) }).transform(({ data }) => data.map(({ id }) => id)),
  z
    .object({ models: z.array(z.object({ name: z.string() })) })
    .transform(({ models }) => models.map(({ name }) => name.replace(/^models\//, ''))),
])

/**
 * The models that a provider says it has, as it names them: OpenAI's and Anthropic's form of the answer, or
 * Google's and Ollama's. Rejects where it does not say. [M1]
 */
export async function listModels(
  fetch: Fetch,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(LIST_MS) })
  if (!response.ok) throw new Error(`a list of models was answered with ${response.status}`)
  return Listed.parse(await response.json())
}
