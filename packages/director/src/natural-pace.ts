import fitted from './natural-pace.json' with { type: 'json' }

/** How lively an agent is against the people that it was measured on. */
export type NaturalSpeed = 'slow' | 'normal' | 'fast'

/** What decides how long a person would take. */
export type NaturalOccasion = {
  /** Three independent numbers in [0, 1), one for each part: the same dice, the same times. [D1] */
  dice: { reading: number; thinking: number; typing: number }
  /** Length of the message that is answered, and of the answer. */
  readCharacters: number
  writeCharacters: number
  /** Whether the message that is answered named whoever answers. */
  addressed: boolean
  /** The usual time between two messages of different members in this room; undefined: not known yet. */
  roomGapMs?: number | undefined
  /** A bound on the sum of the parts; `LONGEST_NATURAL_DELAY_MS` if not given, and never more than that. */
  longestMs?: number | undefined
  /** `normal` if not given. */
  speed?: NaturalSpeed
}

/** The parts of the time between a message and the answer to it, in this order; milliseconds. */
export type NaturalDelay = { readingMs: number; thinkingMs: number; typingMs: number }

/** Factor on all times. [D6] */
export const NATURAL_SPEED: Record<NaturalSpeed, number> = { slow: 1.6, normal: 1, fast: 0.6 }

/** Nobody is kept waiting longer than this, however long people may take. */
export const LONGEST_NATURAL_DELAY_MS = 180_000

/**
 * How long a person would read, think and type before this answer. [D6]
 *
 * Each part is drawn from a log-logistic distribution: reading and typing around a time for each character,
 * thinking around a time of its own, and all follow the room: where people answer at once, so does this. The
 * constants are fitted to the gaps between people's messages by `evaluation/fit-pace.ts`. Total: lengths and
 * gaps that are no numbers count as none, dice that are none as the lowest, and the sum never exceeds
 * `longestMs`.
 */
export function naturalDelayMs(occasion: NaturalOccasion): NaturalDelay {
  return delayBy(fitted.constants, occasion)
}

export type PaceConstants = typeof fitted.constants

/** The same by other constants: for fitting them. */
export function delayBy(constants: PaceConstants, occasion: NaturalOccasion): NaturalDelay {
  const { dice, addressed, speed = 'normal', longestMs = LONGEST_NATURAL_DELAY_MS } = occasion
  const factor = NATURAL_SPEED[speed] * roomFactor(constants, occasion.roomGapMs)
  const readMs = constants.readMsPerCharacter * characters(occasion.readCharacters)
  const thinkMs = constants.thinkMs * (addressed ? constants.addressedFactor : 1)
  const writeMs = constants.writeMsPerCharacter * characters(occasion.writeCharacters)
  const delay = {
    readingMs: factor * readMs * drawn(dice.reading, constants.handSpread),
    thinkingMs: factor * thinkMs * drawn(dice.thinking, constants.thinkSpread),
    typingMs: factor * writeMs * drawn(dice.typing, constants.handSpread),
  }
  return capped(delay, Math.min(longestMs, LONGEST_NATURAL_DELAY_MS))
}

/**
 * What is left to wait when the model has taken `spentMs` since the message: it has been reading and thinking
 * meanwhile, and if it took longer than that, part of the typing is over as well.
 */
export function remainingDelayMs(
  { readingMs, thinkingMs, typingMs }: NaturalDelay,
  spentMs: number,
): { beforeTypingMs: number; typingMs: number } {
  const left = readingMs + thinkingMs - Math.max(0, spentMs)
  return { beforeTypingMs: Math.max(0, left), typingMs: Math.max(0, typingMs + Math.min(0, left)) }
}

/** People in a fast room answer fast: 1 where the usual gap is as in the rooms that were measured. */
function roomFactor({ roomGapMs, roomExponent }: PaceConstants, gapMs: number | undefined): number {
  if (gapMs === undefined || !Number.isFinite(gapMs)) return 1
  return (Math.min(SLOWEST_ROOM_MS, Math.max(FASTEST_ROOM_MS, gapMs)) / roomGapMs) ** roomExponent
}

const FASTEST_ROOM_MS = 1_000
const SLOWEST_ROOM_MS = 120_000

/** A log-logistic draw with median 1: its quantile function at the dice. */
function drawn(die: number, spread: number): number {
  const share = die > EDGE ? Math.min(1 - EDGE, die) : EDGE
  return (share / (1 - share)) ** spread
}

/** Keeps the draw finite at the ends of the dice. */
const EDGE = 1e-6

/** An own bound, so that a pasted book is not read for an hour. */
function characters(count: number): number {
  return count > 0 ? Math.min(MOST_CHARACTERS, count) : 0
}

const MOST_CHARACTERS = 2_000

function capped({ readingMs, thinkingMs, typingMs }: NaturalDelay, longestMs: number): NaturalDelay {
  const scale = Math.min(1, longestMs / (readingMs + thinkingMs + typingMs || 1))
  return {
    readingMs: Math.round(readingMs * scale),
    thinkingMs: Math.round(thinkingMs * scale),
    typingMs: Math.round(typingMs * scale),
  }
}
