import type { Pace } from '@parley/protocol'

/** Each pace in words, from the quickest to the slowest: its name, and how agents move at it. [D6] */
export const PACE_WORDS: Record<Pace, { name: string; meaning: string }> = {
  instant: { name: 'Instant', meaning: 'Agents answer at once.' },
  human: { name: 'Human', meaning: 'Agents type for a few seconds.' },
  fast: { name: 'Fast', meaning: 'As natural, in a hurry.' },
  natural: { name: 'Natural', meaning: 'Agents read, think and type as long as people do.' },
  slow: { name: 'Slow', meaning: 'As natural, with more time to think.' },
}

/** To choose from, in that order. */
export const PACE_OPTIONS = (Object.keys(PACE_WORDS) as Pace[]).map((value) => ({
  value,
  name: PACE_WORDS[value].name,
}))
