import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Provider } from '../packages/server/src/models/providers.ts'

/** What one call was told, and what of it a provider would have taken from its cache. */
export type CountedCall = {
  prompt: string
  inputTokens: number
  /** Of a beginning that it had been told before. */
  sharedTokens: number
  /** The part of them that the large providers take from their caches without being asked. */
  cachedTokens: number
}

export type StandIn = {
  provider: Provider
  calls: CountedCall[]
  /** When the first token of each stream left the model. */
  firstTokens: { asked: number; given: number }[]
}

export type Answers = {
  /** The pieces of an answer, one after another. */
  tokens: (call: LanguageModelV4CallOptions) => readonly string[]
  /** Before the first piece, and between two. */
  firstMs?: number
  everyMs?: number
}

/** English has about four characters to a token. */
const CHARACTERS_PER_TOKEN = 4
/** What the large providers cache without being asked: beginnings of this length, and more in steps. */
const LEAST_CACHED = 1_024
const STEP = 128

/** A provider in this process, which counts identical beginnings of prompts among all that it was asked. */
export function standIn(
  answers: Answers,
  wrap: (model: LanguageModelV4) => LanguageModelV4 = (m) => m,
): StandIn {
  const calls: CountedCall[] = []
  const firstTokens: StandIn['firstTokens'] = []
  const count = (options: LanguageModelV4CallOptions) => {
    const prompt = canonical(options)
    const inputTokens = Math.ceil(prompt.length / CHARACTERS_PER_TOKEN)
    const shared = Math.max(0, ...calls.map((earlier) => commonPrefix(earlier.prompt, prompt)))
    const sharedTokens = Math.floor(shared / CHARACTERS_PER_TOKEN)
    const cachedTokens = sharedTokens < LEAST_CACHED ? 0 : Math.floor(sharedTokens / STEP) * STEP
    calls.push({ prompt, inputTokens, sharedTokens, cachedTokens })
    return usage(inputTokens, cachedTokens)
  }
  const model = wrap({
    specificationVersion: 'v4',
    provider: 'standin',
    modelId: 'standin',
    supportedUrls: {},
    doGenerate: async (options) => {
      const text = answers.tokens(options).join('')
      const used = count(options)
      const [tool] = options.tools ?? []
      return {
        content:
          tool === undefined
            ? [{ type: 'text', text }]
            : [{ type: 'tool-call', toolCallId: 'call', toolName: tool.name, input: text }],
        finishReason: { unified: tool === undefined ? 'stop' : 'tool-calls', raw: undefined },
        usage: used,
        warnings: [],
      }
    },
    doStream: async (options) => {
      const asked = performance.now()
      const used = count(options)
      const pieces = answers.tokens(options)
      const parts = stream(pieces, answers, () => firstTokens.push({ asked, given: performance.now() }), used)
      return {
        stream: new ReadableStream<LanguageModelV4StreamPart>({
          async pull(controller) {
            const { done, value } = await parts.next()
            if (done === true) controller.close()
            else controller.enqueue(value)
          },
        }),
      }
    },
  })
  const provider: Provider = {
    id: 'standin',
    name: 'Stand-in',
    defaultModel: 'standin',
    rehearsal: false,
    hasKey: true,
    languageModel: () => model,
  }
  return { provider, calls, firstTokens }
}

async function* stream(
  pieces: readonly string[],
  { firstMs = 0, everyMs = 0 }: Answers,
  onFirst: () => void,
  used: ReturnType<typeof usage>,
): AsyncGenerator<LanguageModelV4StreamPart> {
  yield { type: 'stream-start', warnings: [] }
  yield { type: 'text-start', id: '0' }
  if (firstMs > 0) await sleep(firstMs)
  const begun = performance.now()
  for (const [index, delta] of pieces.entries()) {
    const wait = begun + index * everyMs - performance.now()
    if (wait > 0) await sleep(wait)
    if (index === 0) onFirst()
    yield { type: 'text-delta', id: '0', delta }
  }
  yield { type: 'text-end', id: '0' }
  yield { type: 'finish', finishReason: { unified: 'stop', raw: undefined }, usage: used }
}

function usage(total: number, cacheRead: number) {
  return {
    inputTokens: { total, noCache: total - cacheRead, cacheRead, cacheWrite: undefined },
    outputTokens: { total: 1, text: 1, reasoning: 0 },
  }
}

/** A call in the order in which providers read it: tools, then messages. */
function canonical({ tools, prompt }: LanguageModelV4CallOptions): string {
  const parts = prompt.map(({ role, content }) => `\n<${role}>\n${textOf(content)}`)
  return [JSON.stringify(tools ?? []), ...parts].join('')
}

function textOf(content: string | readonly object[]): string {
  if (typeof content === 'string') return content
  return content.map((part) => ('text' in part ? String(part.text) : JSON.stringify(part))).join('')
}

function commonPrefix(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let length = 0
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length += 1
  return length
}
