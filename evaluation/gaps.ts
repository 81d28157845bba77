import { BATCH_QUIET_MS } from '../packages/director/src/pace.ts'
import { dice } from '../packages/director/src/dice.ts'
import type { NaturalOccasion } from '../packages/director/src/natural-pace.ts'
import { listen } from './moments.ts'
import type { Room } from './rooms.ts'

/** One human gap: the time from a message to the next one, by somebody else, and what it was an answer to. */
export type Gap = { gapS: number } & Omit<NaturalOccasion, 'dice' | 'speed'>

/** Coarser clocks tell nothing of a pace that is counted in seconds. */
const FINEST_RESOLUTION_S = 1
/** So many gaps of a room say what is usual there just now; with fewer than the least, nothing does. */
const RECENT_GAPS = 10
const LEAST_GAPS = 3

/**
 * The gaps of a room whose clock counts seconds, none of any other. Lines that stand out of order in the
 * file have no gap.
 */
export function gapsOf(room: Room): Gap[] {
  if (room.timeResolutionS > FINEST_RESOLUTION_S) return []
  const messages = listen(room)
  const before: number[] = []
  return messages.flatMap((message, index) => {
    const read = messages[index - 1]
    if (read === undefined || read.by === message.by || isOutOfOrder(room, index)) return []
    const gapS = (message.at - read.at) / 1000
    const roomGapMs = usualMs(before.slice(-RECENT_GAPS))
    before.push(gapS)
    return [
      {
        gapS,
        readCharacters: read.text.length,
        writeCharacters: message.text.length,
        addressed: read.to.includes(message.by),
        roomGapMs,
      },
    ]
  })
}

/** Times of day run on; backwards by less than half a day is no midnight. */
function isOutOfOrder({ said }: Room, index: number): boolean {
  const step = (said[index]?.second ?? 0) - (said[index - 1]?.second ?? 0)
  return step < 0 && step > -HALF_DAY_S
}

const HALF_DAY_S = 43_200

function usualMs(gapsS: readonly number[]): number | undefined {
  if (gapsS.length < LEAST_GAPS) return undefined
  return (gapsS.toSorted((a, b) => a - b)[Math.floor(gapsS.length / 2)] ?? 0) * 1000
}

/** What a clock that shows full seconds makes of a time: it was started anywhere within its first second. */
export function onClock(ms: number, die: number): number {
  return Math.floor(ms / 1000 + die)
}

/** The gap that the pace `human` makes of an answer to a person: the quiet of a batch, and a bubble of 4–6 s. */
export function humanPaceMs(seq: number): number {
  return BATCH_QUIET_MS + 4_000 + Math.floor(dice(SEED, seq, 'typing') * 2_000)
}

/** Dice for the gap at a place, and one for the clock. */
export function diceAt(seq: number): NaturalOccasion['dice'] & { clock: number } {
  const [reading, thinking, typing, clock] = ['reading', 'thinking', 'typing', 'clock'].map((label) =>
    dice(SEED, seq, label),
  ) as [number, number, number, number]
  return { reading, thinking, typing, clock }
}

const SEED = 'gaps'

/**
 * The two-sample Kolmogorov–Smirnov distance: the largest difference between the shares of the two that are
 * at most x, over all x. 0 for the same distribution, 1 where they have nothing in common.
 */
export function kolmogorovSmirnov(one: readonly number[], other: readonly number[]): number {
  const a = one.toSorted((x, y) => x - y)
  const b = other.toSorted((x, y) => x - y)
  let i = 0
  let j = 0
  let distance = 0
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i] ?? Infinity, b[j] ?? Infinity)
    while (i < a.length && (a[i] ?? Infinity) <= x) i += 1
    while (j < b.length && (b[j] ?? Infinity) <= x) j += 1
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length))
  }
  return distance
}
