import type { Pace, TurnPlan } from '@parley/protocol'
import { dice } from './dice.ts'
import { NATURAL_SPEED, naturalDelayMs, remainingDelayMs } from './natural-pace.ts'
import type { NaturalSpeed } from './natural-pace.ts'
import type { DirectorState } from './state.ts'

/** Quiet time after a person's last message before anybody answers. [D5] */
export const BATCH_QUIET_MS = 500
/** Share of turns that are asked for a reaction. [D8] */
export const REACTION_PROBABILITY = 0.25
/** Priorities of the room's queue. [D3] */
export const PRIORITY = { person: 100, agent: 50 } as const

/** Rooms whose people take longer to answer each other do not make agents slower than this. */
const SLOWEST_GAP_MS = 20_000

/** Who pressed a button sees somebody type and speak within this, times the factor of the pace. */
const ASKED_LONGEST_MS = 6_000

/** Length of words that are still coming, for the time that they would take to type. */
const USUAL_CHARACTERS = 80

/** Words that are there and wait to be seen. */
export type Held = {
  plan: TurnPlan
  now: number
  /** Since when their speaker has been seen typing, if it has. */
  typingSince?: number
  /** How long they are, where all of them are there. */
  characters?: number | undefined
}

/** What is left to wait before anybody is seen typing, and then until the words are seen; milliseconds. */
export type Wait = { beforeTypingMs: number; typingMs: number }

/** How long things take in a room; milliseconds. [D6] */
export type Timing = {
  /** Between a reaction and the typing bubble. */
  afterReactionMs: number
  /** Between a message and what comes next. */
  afterMessageMs: number
  wait: (state: DirectorState, held: Held) => Wait
}

export const TIMING: Record<Pace, Timing> = {
  instant: { afterReactionMs: 0, afterMessageMs: 0, wait: () => ({ beforeTypingMs: 0, typingMs: 0 }) },
  human: { afterReactionMs: 3_000, afterMessageMs: 2_000, wait: humanWait },
  natural: natural('normal'),
  slow: natural('slow'),
  fast: natural('fast'),
}

/** A bubble of 4–6 s for a person, of 7–9 s otherwise; who thinks has been seen typing meanwhile. */
function humanWait({ head }: DirectorState, { plan, now, typingSince = now }: Held): Wait {
  const leastMs = plan.priority === PRIORITY.person ? 4_000 : 7_000
  const typingMs = leastMs + Math.floor(dice(head.seed, head.seq, 'typing') * 2_000)
  return { beforeTypingMs: 0, typingMs: Math.max(0, typingSince + typingMs - now) }
}

/** As people take to read, think and type, less what has passed since the message that is answered. */
function natural(speed: NaturalSpeed): Timing {
  return {
    afterReactionMs: 3_000,
    afterMessageMs: 0,
    wait: ({ head, run }, { plan, now, characters = USUAL_CHARACTERS }) => {
      const throwDice = (label: string) => dice(head.seed, head.seq, label)
      const delay = naturalDelayMs({
        dice: { reading: throwDice('reading'), thinking: throwDice('thinking'), typing: throwDice('typing') },
        readCharacters: run.lastMessage?.characters ?? 0,
        writeCharacters: characters,
        addressed: plan.mustAnswer !== undefined,
        roomGapMs: run.gapMs === undefined ? undefined : Math.min(run.gapMs, SLOWEST_GAP_MS),
        longestMs: plan.cause === 'requested' ? ASKED_LONGEST_MS * NATURAL_SPEED[speed] : undefined,
        speed,
      })
      return remainingDelayMs(delay, now - (run.lastMessage?.at ?? now))
    },
  }
}
