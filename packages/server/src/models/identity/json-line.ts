import type { Names, Owner } from './names.ts'
import { isBreak, type Reading, type Source } from './source.ts'

/** A line of the transcript's own form that a model wrote: whose it says it is, where its words begin. */
export type JsonLine = { readonly owner: Owner; readonly words: number | undefined }

const AUTHOR_FIELDS = new Set(['from', 'speaker'])
const WORDS_FIELDS = new Set(['text', 'message'])
const MAX_SPACES = 2
const MAX_FIELD = 10
/** The longest name, every character of it escaped. */
const MAX_NAME = 500

/** Reads `{"from":"Name","text":"` up to the first of the words; nothing else in braces counts. [M3, M5] */
export function* readJsonLine(source: Source, names: Names): Reading<JsonLine | undefined> {
  if ((yield* source.at(0)) !== '{') return undefined
  const author = yield* readField(source, 1, AUTHOR_FIELDS)
  const name = author === undefined ? undefined : yield* readString(source, author, MAX_NAME)
  const owner = name && names.find(name.value)
  if (!owner) return undefined
  if (!owner.own) return { owner, words: undefined }
  const comma = yield* source.afterSpaces(name.end, MAX_SPACES)
  if ((yield* source.at(comma)) !== ',') return { owner, words: undefined }
  const words = yield* readField(source, comma + 1, WORDS_FIELDS)
  const quoted = words !== undefined && (yield* source.at(words)) === '"'
  return { owner, words: quoted ? words + 1 : undefined }
}

/** Where the value of a field begins whose name is one of `fields`. */
function* readField(source: Source, start: number, fields: ReadonlySet<string>): Reading<number | undefined> {
  const quote = yield* source.afterSpaces(start, MAX_SPACES)
  const field = yield* readString(source, quote, MAX_FIELD)
  if (field === undefined || !fields.has(field.value)) return undefined
  const colon = yield* source.afterSpaces(field.end, MAX_SPACES)
  if ((yield* source.at(colon)) !== ':') return undefined
  return yield* source.afterSpaces(colon + 1, MAX_SPACES)
}

function* readString(
  source: Source,
  start: number,
  most: number,
): Reading<{ value: string; end: number } | undefined> {
  if ((yield* source.at(start)) !== '"') return undefined
  let coded = '"'
  for (let escaped = false; coded.length <= most;) {
    const next = yield* source.at(start + coded.length)
    if (next === '' || isBreak(next)) return undefined
    coded += next
    if (next === '"' && !escaped) return parsed(coded, start + coded.length)
    escaped = next === '\\' && !escaped
  }
  return undefined
}

function parsed(coded: string, end: number): { value: string; end: number } | undefined {
  try {
    return { value: String(JSON.parse(coded)), end }
  } catch {
    return undefined
  }
}
