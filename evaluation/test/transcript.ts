import type { Room } from '../rooms.ts'

/** A room of lines `[second, author, text]`, by a clock that counts seconds. */
export function roomOf(...said: readonly (readonly [number, string, string])[]): Room {
  return { name: 'test', timeResolutionS: 1, said: said.map(([second, by, text]) => ({ second, by, text })) }
}

/** Ann asks and Ben answers, over and over, while Cat looks in once. */
export const TALK = roomOf(
  [10, 'cat', 'hello everybody'],
  [20, 'ann', 'how do I mount a disk?'],
  [31, 'ben', 'ann: which one?'],
  [45, 'ann', 'ben: the second one'],
  [52, 'ben', 'ann: what does it say?'],
  [70, 'ann', 'ben, nothing at all'],
  [84, 'ben', 'ann: then look at the log'],
  [99, 'ann', 'ben: thanks'],
)
