import type { Message, ToolCall } from '@parley/protocol'
import { countWords, dollarWords, durationWords, tokenWords } from '../../shared/usage/amount-words.ts'

export type Fact = { name: string; words: string }

/** What is known of how a message was made, in the order in which it is asked about; nothing of people's. [M4, W4] */
export function factsOf({ usage, calls = [], finishReason, durationMs }: Message): Fact[] {
  const facts: [string, string | undefined][] = [
    ['Model', usage?.model],
    ['Read', usage && readWords(usage)],
    [
      'Context',
      usage?.contextTokens === undefined ? undefined : `${tokenWords(usage.contextTokens)} in the last call`,
    ],
    ['Wrote', usage && isTold(usage) ? tokenWords(usage.outputTokens) : undefined],
    ['Cost', usage && costOf(usage)],
    ['Took', durationMs === undefined ? undefined : durationWords(durationMs)],
    ['Tools', calls.length === 0 ? undefined : toolsIn(calls)],
    ['Ended', finishReason && endWords(finishReason)],
  ]
  return facts.flatMap(([name, words]) => (words ? [{ name, words }] : []))
}

type Usage = NonNullable<Message['usage']>

/** What a provider does not tell is stored as no tokens. */
function isTold({ inputTokens, outputTokens }: Usage): boolean {
  return inputTokens + outputTokens > 0
}

function readWords(usage: Usage): string {
  if (!isTold(usage)) return 'not told by its provider'
  const { inputTokens, cachedTokens } = usage
  return cachedTokens > 0
    ? `${tokenWords(inputTokens)}, ${countWords(cachedTokens)} of them cached`
    : tokenWords(inputTokens)
}

function costOf({ model, costUsd }: Usage): string {
  if (model.startsWith('rehearsal:')) return 'nothing, it was a rehearsal'
  return costUsd === undefined ? 'not known here' : dollarWords(costUsd)
}

/** "web_fetch (2), room_search (failed)". */
function toolsIn(calls: readonly ToolCall[]): string {
  const groups = new Map<string, { tool: string; status: ToolCall['status']; count: number }>()
  for (const { tool, status } of calls) {
    const key = `${tool} ${status}`
    groups.set(key, { tool, status, count: (groups.get(key)?.count ?? 0) + 1 })
  }
  return [...groups.values()]
    .map(({ tool, status, count }) => {
      const more = [count > 1 ? String(count) : '', status === 'done' ? '' : status].filter(Boolean).join(' ')
      return more === '' ? tool : `${tool} (${more})`
    })
    .join(', ')
}

const ENDS: Readonly<Record<string, string>> = {
  stop: 'normally',
  length: 'at its longest: no answer may be longer',
  cut: 'where it went on in somebody else’s name',
  'content-filter': 'by its provider’s filter',
  'tool-calls': 'with a tool call',
  error: 'by an error',
}

/** A provider’s own name for it is shown as it is. */
function endWords(reason: string): string {
  return Object.hasOwn(ENDS, reason) ? (ENDS[reason] ?? reason) : reason
}
