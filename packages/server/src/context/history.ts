import type { Attachment, TimelineItem } from '@parley/protocol'
import { charactersOfCalls } from './calls.ts'
import { estimateTokens } from './tokens.ts'

/** What a prompt shows of the conversation, unless a setting or a small model says otherwise. [M6] */
export const DEFAULT_HISTORY_TOKENS = 8_000

/** Without a summary the oldest items leave a prompt in steps of as many seqs, so that its beginning stays. */
const STEP_SEQS = 256
/** Names, quotes and brackets of a line. */
const LINE_TOKENS = 15

/**
 * The newest items that fit into `maxTokens`. Where some have to be left out, the first that is shown stands at
 * a fixed step of the log: the beginning of the prompt is then the same until the next step. [M6]
 */
export function fitting(items: readonly TimelineItem[], maxTokens: number): readonly TimelineItem[] {
  let tokens = 0
  let first = items.length
  while (first > 0) {
    tokens += tokensOfItem(items[first - 1])
    if (tokens > maxTokens) break
    first -= 1
  }
  if (first === 0) return items
  const earliest = items[Math.min(first, items.length - 1)]?.seq ?? 0
  const step = Math.ceil(earliest / STEP_SEQS) * STEP_SEQS
  const start = items.findIndex(({ seq }) => seq >= step)
  // Few but long messages may all lie within one step: then as many as fit, and at least the last one.
  return items.slice(start < 0 ? Math.min(first, items.length - 1) : start)
}

/** The oldest items that together have at least `tokens`, for a summary; empty where there are fewer. [M6] */
export function oldest(items: readonly TimelineItem[], tokens: number): readonly TimelineItem[] {
  let sum = 0
  for (const [index, item] of items.entries()) {
    sum += tokensOfItem(item)
    if (sum >= tokens) return items.slice(0, index + 1)
  }
  return []
}

export function tokensOf(items: readonly TimelineItem[]): number {
  return items.reduce((sum, item) => sum + tokensOfItem(item), 0)
}

function tokensOfItem(item: TimelineItem | undefined): number {
  if (item?.kind !== 'message') return LINE_TOKENS
  const files = item.attachments?.reduce((sum, file) => sum + tokensOfFile(file), 0) ?? 0
  const calls = estimateTokens(' '.repeat(charactersOfCalls(item)))
  return estimateTokens(item.text) + files + calls + LINE_TOKENS * (1 + item.reactions.length)
}

/** An image, or the pages of a document, whatever their size: as providers count them. */
export const FILE_TOKENS = 1_600
/** A text that is read out is cut off here. */
export const MAX_FILE_CHARACTERS = 12_000

function tokensOfFile({ type, bytes }: Attachment): number {
  if (!/^text\/|\/json$/.test(type)) return FILE_TOKENS
  return estimateTokens(' '.repeat(Math.min(bytes, MAX_FILE_CHARACTERS)))
}
