import { foldCharacter } from './fold.ts'
import type { Names, Owner } from './names.ts'
import { isBlank, isBreak, isSpace, type Reading, type Source } from './source.ts'
import { readStamp } from './stamp.ts'

/** Words in front of which somebody stands as their author, and where they begin. */
export type Label = { readonly end: number; readonly owner: Owner }

/** Marks that come in pairs, and those that models leave open. */
const PAIRS: ReadonlyMap<string, string> = new Map(
  Object.entries({ '[': ']', '<': '>', '(': ')', '"': '"', '“': '”', '«': '»', '`': '`' }),
)
const EMPHASIS = '*_~'
const CLOSERS = `${[...PAIRS.values()].join('')}${EMPHASIS}`
/** What makes a face or a path of the colon before it. */
const NOT_AFTER_COLON = ')(/\\|:-'
const MAX_MARKS = 6
const MAX_SPACES = 2
const MAX_NOTE = 60

/** The marks around a name so far. */
type Wrapping = { readonly opened: readonly string[]; readonly closed: string }

/**
 * Reads the label of a speaker at `start`: `Name:`, `**Name:**`, `[Name]`, `<Name>`, `Name (laughs):`,
 * `Name, 12:04 PM:`. Only the speaker's own name counts also as `Name -` and alone on a line, and only
 * where `first` says that no words came before: for others these are how one speaks of somebody. [M5]
 */
export function* readLabel(
  source: Source,
  start: number,
  names: Names,
  first: boolean,
): Reading<Label | undefined> {
  const opened: string[] = []
  let at = yield* afterHeading(source, start)
  if (at > start) opened.push('#')
  for (;;) {
    for (const { end, owner } of yield* names.read(source, at)) {
      const label = yield* afterName(source, end, opened, owner.own && first)
      if (label !== undefined) return { end: label, owner }
    }
    const mark = yield* source.at(at)
    if (mark === '' || opened.length >= MAX_MARKS || !(PAIRS.has(mark) || EMPHASIS.includes(mark))) return
    opened.push(mark)
    at += mark.length
  }
}

function* afterHeading(source: Source, start: number): Reading<number> {
  let at = start
  while (at < start + MAX_MARKS && (yield* source.at(at)) === '#') at += 1
  return at > start && (yield* source.at(at)) === ' ' ? at + 1 : start
}

/** Where the words begin after a name that ends at `start`, if what follows makes it a label. */
function* afterName(
  source: Source,
  start: number,
  opened: readonly string[],
  lenient: boolean,
): Reading<number | undefined> {
  const marks = yield* readClosers(source, start, opened)
  const wrapping = { opened, closed: marks.closed }
  const colon = yield* afterColon(source, marks.end, wrapping)
  if (colon !== undefined) return colon
  const bracket = yield* afterBracket(source, marks.end, wrapping)
  if (bracket !== undefined) return bracket
  if (lenient) {
    const own = yield* afterOwnName(source, marks.end, wrapping)
    if (own !== undefined) return own
  }
  const remark = yield* afterRemark(source, marks.end)
  if (remark === undefined) return undefined
  const more = yield* readClosers(source, remark, opened)
  const both = { opened, closed: marks.closed + more.closed }
  return (
    (yield* afterColon(source, more.end, both)) ??
    (lenient ? yield* afterLineEnd(source, more.end) : undefined)
  )
}

function* readClosers(
  source: Source,
  start: number,
  opened: readonly string[],
): Reading<{ end: number; closed: string }> {
  let closed = ''
  while (opened.length > 0 && closed.length < MAX_MARKS) {
    const mark = yield* source.at(start + closed.length)
    if (mark === '' || !CLOSERS.includes(mark)) break
    closed += mark
  }
  return { end: start + closed.length, closed }
}

function isClosed({ opened, closed }: Wrapping): boolean {
  return opened.every((mark) => {
    const pair = PAIRS.get(mark)
    return pair === undefined || closed.includes(pair)
  })
}

function* afterColon(
  source: Source,
  start: number,
  { opened, closed }: Wrapping,
): Reading<number | undefined> {
  const colon = yield* source.afterSpaces(start, MAX_SPACES)
  if (foldCharacter(yield* source.at(colon)) !== ':') return undefined
  const marks = yield* readClosers(source, colon + 1, opened)
  if (!isClosed({ opened, closed: closed + marks.closed })) return undefined
  const next = yield* source.at(marks.end)
  if (next === '' || isSpace(next)) return marks.end
  return colon > start || NOT_AFTER_COLON.includes(next) ? undefined : marks.end
}

/** `[Name] words` and `<Name> words`; `[Name](address)` is a link. */
function* afterBracket(source: Source, start: number, wrapping: Wrapping): Reading<number | undefined> {
  if (!/[\]>]/.test(wrapping.closed) || !isClosed(wrapping)) return undefined
  if (!isSpace(yield* source.at(start))) return undefined
  return (yield* afterDash(source, start)) ?? start
}

/** What only the speaker's own name is: followed by a dash, or alone on a line and marked. */
function* afterOwnName(source: Source, start: number, wrapping: Wrapping): Reading<number | undefined> {
  if (!isClosed(wrapping)) return undefined
  const dash = yield* afterDash(source, start)
  if (dash !== undefined || wrapping.opened.length === 0) return dash
  return yield* afterLineEnd(source, start)
}

/** After a dash between spaces. */
export function* afterDash(source: Source, start: number): Reading<number | undefined> {
  const dash = yield* source.afterSpaces(start, MAX_SPACES)
  if (dash === start || foldCharacter(yield* source.at(dash)) !== '-') return undefined
  return isBlank(yield* source.at(dash + 1)) ? dash + 1 : undefined
}

function* afterLineEnd(source: Source, start: number): Reading<number | undefined> {
  const end = yield* source.afterSpaces(start, MAX_SPACES)
  return isBreak(yield* source.at(end)) ? end : undefined
}

/** After `(laughs)`, `[12:04]`, `*nods*` or `, 12:04 PM`. */
function* afterRemark(source: Source, start: number): Reading<number | undefined> {
  const comma = (yield* source.at(start)) === ','
  const at = yield* source.afterSpaces(comma ? start + 1 : start, MAX_SPACES)
  if (at === start) return undefined
  const stamp = yield* readStamp(source, at)
  if (stamp || comma) return stamp?.end
  const opener = yield* source.at(at)
  const closer = opener === '*' ? '*' : opener === '(' || opener === '[' ? PAIRS.get(opener) : undefined
  if (closer === undefined) return undefined
  for (let end = at + 1; end <= at + MAX_NOTE;) {
    const next = yield* source.at(end)
    if (next === '' || isBreak(next)) return undefined
    end += next.length
    if (next === closer) return end
  }
  return undefined
}
