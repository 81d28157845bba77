import type { Pace } from '@parley/protocol'

/** Each pace in words: its name, and how agents move at it. [D6] */
export const PACE_WORDS: Record<Pace, { name: string; meaning: string }> = {
  instant: { name: 'Instant', meaning: 'Agents answer at once.' },
  human: { name: 'Human', meaning: 'Agents type for a few seconds.' },
  natural: { name: 'Natural', meaning: 'Agents read, think and type as long as people do.' },
  slow: { name: 'Slow', meaning: 'As natural, with more time to think.' },
  fast: { name: 'Fast', meaning: 'As natural, in a hurry.' },
}
