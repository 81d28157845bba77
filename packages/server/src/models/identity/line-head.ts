import type { MemberId } from '@parley/protocol'
import { readJsonLine } from './json-line.ts'
import { afterDash, readLabel, type Label } from './label.ts'
import type { Names } from './names.ts'
import { isSpace, type Reading, type Source } from './source.ts'
import { readStamp, type Stamp } from './stamp.ts'

/** What a line begins with. */
export type LineHead =
  | { readonly type: 'words' }
  /** Goes, so many units of it; more may follow that goes, too. */
  | { readonly type: 'strip'; readonly units: number; readonly stamp: boolean }
  /** The words follow as a JSON string. */
  | { readonly type: 'json'; readonly units: number }
  /** A line without words: all of it goes. */
  | { readonly type: 'nothing' }
  /** Somebody else speaks from here on. */
  | { readonly type: 'other'; readonly member: MemberId | undefined }

export type LineSituation = {
  /** No words came before. */
  readonly first: boolean
  /** The message began with a time, so that times are taken for copied on its other lines, too. */
  readonly stamped: boolean
}

const WORDS: LineHead = { type: 'words' }
const MAX_SPACES = 2

/** Tells who speaks on the line that begins here; reads only while it may be somebody by name. [M5] */
export function* readLineHead(source: Source, names: Names, situation: LineSituation): Reading<LineHead> {
  const json = yield* readJsonLine(source, names)
  if (json?.owner.own === false) return { type: 'other', member: json.owner.member }
  // What stands within the words of one such line is not unwrapped again.
  if (json && !source.isInJson) {
    return json.words === undefined ? { type: 'nothing' } : { type: 'json', units: json.words }
  }
  const label = yield* readLabel(source, 0, names, situation.first)
  if (label) return spokenBy(label, false)
  const stamp = yield* readStamp(source, 0)
  if (!stamp) return WORDS
  const dash = yield* afterDash(source, stamp.end)
  const next = yield* source.afterSpaces(dash ?? stamp.end, MAX_SPACES)
  const stampedLabel = yield* readLabel(source, next, names, situation.first)
  if (stampedLabel) return spokenBy(stampedLabel, true)
  const copied = isCopied(stamp, dash !== undefined, situation) && (yield* hasWords(source, stamp.end, next))
  return copied ? { type: 'strip', units: next, stamp: true } : WORDS
}

function spokenBy({ owner, end }: Label, stamp: boolean): LineHead {
  return owner.own ? { type: 'strip', units: end, stamp } : { type: 'other', member: owner.member }
}

/** A time that stands for itself, as in a timetable, stays. */
function isCopied({ form }: Stamp, dashed: boolean, { first, stamped }: LineSituation): boolean {
  if (form === 'bracketed' || form === 'iso') return first || stamped
  return form === 'meridiem' && dashed && first
}

/** Whether something follows a time, apart from it: a time alone is the answer to "When?". */
function* hasWords(source: Source, end: number, next: number): Reading<boolean> {
  const apart = isSpace(yield* source.at(end))
  return apart && (yield* source.at(next)) !== ''
}
