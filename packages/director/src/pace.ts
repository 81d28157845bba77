import type { Pace } from '@parley/protocol'
import { dice } from './dice.ts'

/** Quiet time after a person's last message before anybody answers. [D5] */
export const BATCH_QUIET_MS = 500
/** Share of turns that are asked for a reaction. [D8] */
export const REACTION_PROBABILITY = 0.25
/** Priorities of the room's queue. [D3] */
export const PRIORITY = { person: 100, agent: 50 } as const

/** How long things take in a room; milliseconds. [D6] */
export type Timing = {
  /** Between a reaction and the typing bubble. */
  afterReactionMs: number
  /** Between a message and what comes next. */
  afterMessageMs: number
  /** How long the typing bubble stays at least. */
  typingMs: (priority: number, seed: string, seq: number) => number
}

export const TIMING: Record<Pace, Timing> = {
  instant: { afterReactionMs: 0, afterMessageMs: 0, typingMs: () => 0 },
  human: {
    afterReactionMs: 3_000,
    afterMessageMs: 2_000,
    typingMs: (priority, seed, seq) =>
      (priority === PRIORITY.person ? 4_000 : 7_000) + Math.floor(dice(seed, seq, 'typing') * 2_000),
  },
}
