import { foldCharacter } from './fold.ts'
import type { Reading, Source } from './source.ts'

/** How a time is written: `[12:04]`, `2026-11-21T12:04:00Z`, `12:04 PM`, or just `12:04`. */
export type Stamp = { readonly end: number; readonly form: 'bracketed' | 'iso' | 'meridiem' | 'bare' }

/**
 * Reads a time of day, with or without a date, as chat logs write it in front of a line. It reads on
 * only while what it reads may still be one. [M5]
 */
export function* readStamp(source: Source, start: number): Reading<Stamp | undefined> {
  const opener = yield* source.at(start)
  const closer = CLOSERS.get(opener)
  let at = closer === undefined ? start : start + 1
  const date = yield* afterDate(source, at)
  if (date !== undefined) at = date.end
  const time = yield* afterTime(source, at)
  if (time === undefined) return undefined
  at = time.end
  const zoned = yield* afterZone(source, at)
  if (closer === undefined) {
    const iso = date?.joined === true
    return { end: iso ? zoned : at, form: iso ? 'iso' : time.meridiem ? 'meridiem' : 'bare' }
  }
  return (yield* source.at(zoned)) === closer ? { end: zoned + 1, form: 'bracketed' } : undefined
}

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['(', ')'],
])

/** Year, month, day in any order, and what joins them to the time. */
function* afterDate(source: Source, start: number): Reading<{ end: number; joined: boolean } | undefined> {
  let at = yield* afterDigits(source, start, 4)
  if (at === start) return undefined
  const sign = yield* source.at(at)
  if (!['-', '/', '.'].includes(sign)) return undefined
  const month = yield* afterDigits(source, at + 1, 2)
  if (month === at + 1 || (yield* source.at(month)) !== sign) return undefined
  at = yield* afterDigits(source, month + 1, 4)
  if (at === month + 1) return undefined
  if ((yield* source.at(at)) === 'T') return { end: at + 1, joined: true }
  if ((yield* source.at(at)) === ',') at += 1
  return { end: yield* source.afterSpaces(at, 2), joined: false }
}

function* afterTime(source: Source, start: number): Reading<{ end: number; meridiem: boolean } | undefined> {
  const hour = yield* afterDigits(source, start, 2)
  if (hour === start || (yield* source.at(hour)) !== ':') return undefined
  let at = yield* afterDigits(source, hour + 1, 2)
  if (at !== hour + 3) return undefined
  for (const [sign, digits] of [
    [':', 2],
    ['.', 9],
  ] as const) {
    if ((yield* source.at(at)) !== sign) break
    const end = yield* afterDigits(source, at + 1, digits)
    if (end === at + 1) break
    at = end
  }
  const half = yield* source.afterSpaces(at, 1)
  const letter = foldCharacter(yield* source.at(half))
  if (letter !== 'a' && letter !== 'p') return { end: at, meridiem: false }
  let end = half + 1
  if ((yield* source.at(end)) === '.') end += 1
  if (foldCharacter(yield* source.at(end)) !== 'm') return { end: at, meridiem: false }
  end += 1
  return { end: (yield* source.at(end)) === '.' ? end + 1 : end, meridiem: true }
}

function* afterZone(source: Source, start: number): Reading<number> {
  const sign = yield* source.at(start)
  if (sign === 'Z') return start + 1
  if (sign !== '+' && sign !== '-') return start
  let at = yield* afterDigits(source, start + 1, 2)
  if (at === start + 1) return start
  if ((yield* source.at(at)) === ':') at += 1
  return yield* afterDigits(source, at, 2)
}

function* afterDigits(source: Source, start: number, most: number): Reading<number> {
  let at = start
  while (at < start + most && /^[0-9]$/.test(yield* source.at(at))) at += 1
  return at
}
