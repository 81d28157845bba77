import type { TimelineItem } from '@parley/protocol'
import { estimateTokens } from './tokens.ts'

/** What a character knows beside its personality, of which only what belongs to the moment is told. [A3] */
export type Lorebook = {
  /** In the order in which they are to be told. */
  readonly entries: readonly LoreEntry[]
  /** How many of the newest messages are looked through. */
  readonly depth: number
}

export type LoreEntry = {
  /** Any of these brings it up; with `also`, one of those has to be there too. */
  readonly keys: readonly string[]
  readonly also: readonly string[]
  readonly isCaseSensitive: boolean
  /** Told always. */
  readonly constant: boolean
  /** Which go first where there is not room for all: the higher. */
  readonly priority: number
  readonly text: string
}

/** What is told of a lorebook: what never changes, and what was brought up just now. */
export type Lore = { readonly always: readonly string[]; readonly now: readonly string[] }

/** Of one character's lore in a prompt. */
export const LORE_TOKENS = 800
/** What is told always leaves as much for what comes up. */
const SHARE_OF_ALWAYS = 0.6
const NONE: Lore = { always: [], now: [] }

/**
 * The entries that belong into a prompt now: constant ones, and those of which a key begins a word of the newest
 * messages, together within `maxTokens`. What is told always does not depend on the messages, so that it can
 * stand in the unchanging part of a prompt. [A3, M6]
 */
export function loreFor(
  book: Lorebook | undefined,
  timeline: readonly TimelineItem[],
  maxTokens: number = LORE_TOKENS,
): Lore {
  if (book === undefined) return NONE
  const texts = timeline
    .flatMap((item) => (item.kind === 'message' && item.deleted !== true ? [item.text] : []))
    .slice(-book.depth)
  const exact = texts.join('\n')
  const folded = exact.toLowerCase()
  const occurs = (key: string, { isCaseSensitive }: LoreEntry) =>
    isCaseSensitive ? beginsWord(exact, key) : beginsWord(folded, key.toLowerCase())
  const always = within(
    book.entries.filter(({ constant }) => constant),
    maxTokens * SHARE_OF_ALWAYS,
  )
  const left = maxTokens - tokensOfTexts(always)
  const now = within(
    book.entries.filter(
      (entry) =>
        !entry.constant &&
        entry.keys.some((key) => occurs(key, entry)) &&
        (entry.also.length === 0 || entry.also.some((key) => occurs(key, entry))),
    ),
    left,
  )
  return { always, now }
}

/** As many as fit, the most important first, in the order of the book. */
function within(entries: readonly LoreEntry[], maxTokens: number): string[] {
  let left = maxTokens
  const kept = new Set<LoreEntry>()
  for (const entry of entries.toSorted((a, b) => b.priority - a.priority)) {
    const tokens = estimateTokens(entry.text)
    if (tokens > left) continue
    left -= tokens
    kept.add(entry)
  }
  return entries.filter((entry) => kept.has(entry)).map(({ text }) => text)
}

function tokensOfTexts(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + estimateTokens(text), 0)
}

const LETTER = /[\p{L}\p{N}]/u
/** Scripts that put no spaces between words. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** "dragon" is in "two dragons", "art" is not in "start". */
function beginsWord(text: string, key: string): boolean {
  if (key === '') return false
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const before = Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? ''
    if (UNSPACED.test(key) || !LETTER.test(before)) return true
  }
  return false
}
