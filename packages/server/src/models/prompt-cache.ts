import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Middleware,
  LanguageModelV4Prompt,
} from '@ai-sdk/provider'
import { hash } from 'node:crypto'
import { readLine } from '../context/line.ts'

/** As far back as Anthropic looks from a breakpoint for what it has cached. */
const LOOK_BACK_BLOCKS = 18

const BREAKPOINT = { anthropic: { cacheControl: { type: 'ephemeral' } } } as const

type Message = LanguageModelV4Prompt[number]
type UserPart = Extract<Message, { role: 'user' }>['content'][number]

/**
 * Anthropic caches what is marked, in whole blocks. So each line of a prompt becomes a block, and what is the same
 * the next time is marked: the members, and the conversation up to the task, twice, since between two turns of
 * one agent more can be said than it looks back. Tool results of the answer under way are marked, too. [M6]
 */
export const anthropicCache: LanguageModelV4Middleware = {
  specificationVersion: 'v4',
  transformParams: ({ params }) => Promise.resolve({ ...params, prompt: withBreakpoints(params.prompt) }),
}

/** OpenAI caches by itself; prompts that begin alike are sent to the same place by a key. [M6] */
export const openaiCache: LanguageModelV4Middleware = {
  specificationVersion: 'v4',
  transformParams: ({ params }) => Promise.resolve(withKey(params)),
}

export function withBreakpoints(prompt: LanguageModelV4Prompt): LanguageModelV4Prompt {
  const marked = prompt.map((message): Message => {
    if (message.role === 'system') return { ...message, providerOptions: BREAKPOINT }
    return message.role === 'user' ? { ...message, content: message.content.flatMap(inLines) } : message
  })
  const places = marked.flatMap((message, at) =>
    message.role === 'user' ? message.content.map((_, part) => ({ at, part })) : [],
  )
  const task = places.findLastIndex(({ at, part }) => isTask(partAt(marked, at, part)))
  const stable = (task < 0 ? places.length : task) - 1
  for (const index of [stable, stable - LOOK_BACK_BLOCKS]) {
    const place = places[index]
    if (place !== undefined) mark(marked, place.at, place.part)
  }
  const last = marked.at(-1)
  if (last?.role === 'tool') marked[marked.length - 1] = { ...last, providerOptions: BREAKPOINT }
  return marked
}

/** A block for each line; the line break stays at its end. */
function inLines(part: UserPart): UserPart[] {
  if (part.type !== 'text') return [part]
  const lines = part.text.split('\n')
  return lines.flatMap((line, index) => {
    const text = index < lines.length - 1 ? `${line}\n` : line
    return text.trim() === '' ? [] : [{ ...part, text }]
  })
}

function partAt(prompt: LanguageModelV4Prompt, at: number, part: number): UserPart | undefined {
  const message = prompt[at]
  return message?.role === 'user' ? message.content[part] : undefined
}

function isTask(part: UserPart | undefined): boolean {
  return part?.type === 'text' && readLine(part.text.trimEnd())?.['task'] !== undefined
}

function mark(prompt: Message[], at: number, part: number): void {
  const message = prompt[at]
  if (message?.role !== 'user') return
  const content = message.content.map((one, index) =>
    index === part ? { ...one, providerOptions: BREAKPOINT } : one,
  )
  prompt[at] = { ...message, content }
}

function withKey(params: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  const first = params.prompt[0]
  if (first?.role !== 'system') return params
  const { providerOptions = {} } = params
  const promptCacheKey = hash('sha256', first.content, 'base64url').slice(0, 32)
  return {
    ...params,
    providerOptions: { ...providerOptions, openai: { promptCacheKey, ...providerOptions['openai'] } },
  }
}
