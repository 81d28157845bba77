import type { Lorebook, LoreEntry } from '../context/index.ts'
import { fieldsOf, isObject, textOf } from './card.ts'
import type { Card, Json, JsonObject } from './card.ts'
import { calledIn, withNames } from './names.ts'

const DEFAULT_DEPTH = 4
const MAX_DEPTH = 20
const MAX_ENTRIES = 2_000
const MAX_KEYS = 50
const MAX_KEY_CHARACTERS = 200
/** An entry that is longer would leave no room for any other. */
const MAX_TEXT_CHARACTERS = 1_400

/**
 * The lorebook of a card, ready to be told; undefined where it has none. Entries that are switched off, or that
 * look for regular expressions, are left out: a pattern that a stranger wrote could keep the server busy for
 * ever. [A3, S4]
 */
export function lorebookOf(card: Card): Lorebook | undefined {
  const fields = fieldsOf(card)
  const book = fields['character_book']
  const listed = entriesIn(book)
  if (!isObject(book) || listed.length === 0) return undefined
  const called = calledIn(fields)
  const entries = listed
    .slice(0, MAX_ENTRIES)
    .map((entry, index) => ({ entry, order: numberOf(entry['insertion_order']) ?? index }))
    .toSorted((a, b) => a.order - b.order)
    .flatMap(({ entry }) => entryOf(entry, called) ?? [])
  const depth = Math.trunc(numberOf(book['scan_depth']) ?? DEFAULT_DEPTH)
  return { entries, depth: Math.max(1, Math.min(MAX_DEPTH, depth)) }
}

/** How many entries there are that are never told, since they look for regular expressions. */
export function patternsIn(card: Card): number {
  return entriesIn(fieldsOf(card)['character_book']).filter(isPattern).length
}

function entriesIn(book: Json | undefined): JsonObject[] {
  const entries = isObject(book) ? book['entries'] : undefined
  return Array.isArray(entries) ? entries.filter(isObject) : []
}

function isPattern(entry: JsonObject): boolean {
  return entry['use_regex'] === true && entry['constant'] !== true && entry['enabled'] !== false
}

function entryOf(entry: JsonObject, called: string): LoreEntry | undefined {
  const { text, decorators } = contentOf(textOf(entry['content']))
  if (entry['enabled'] === false || isPattern(entry) || text === '' || decorators.has('dont_activate'))
    return undefined
  return {
    keys: keysOf(entry['keys']),
    also: entry['selective'] === true ? keysOf(entry['secondary_keys']) : [],
    isCaseSensitive: entry['case_sensitive'] === true,
    constant: entry['constant'] === true || decorators.has('activate'),
    priority: numberOf(entry['priority']) ?? 0,
    text: Array.from(withNames(text, called)).slice(0, MAX_TEXT_CHARACTERS).join(''),
  }
}

/** The third version puts lines that begin with `@@` before the text, which say when it is told. */
function contentOf(content: string): { text: string; decorators: ReadonlySet<string> } {
  const lines = content.trim().split('\n')
  const first = lines.findIndex((line) => !line.startsWith('@@'))
  const decorators = lines.slice(0, first < 0 ? lines.length : first)
  return {
    text: lines.slice(decorators.length).join('\n').trim(),
    decorators: new Set(decorators.map((line) => /^@+(\w+)/.exec(line)?.[1] ?? '')),
  }
}

function keysOf(value: Json | undefined): string[] {
  const keys = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  return keys
    .map((key) => key.trim().slice(0, MAX_KEY_CHARACTERS))
    .filter((key) => key !== '')
    .slice(0, MAX_KEYS)
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
