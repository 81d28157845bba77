import { dice } from '../packages/director/src/dice.ts'

/** Somebody who may be drafted for a reply: a name of one or more words, and a talkativeness from 0 to 1. */
export type Character = { name: string; talkativeness: number }

/**
 * Who is drafted after a message by the "natural order" of SillyTavern's group chats, written from its public
 * description: those whom the message names by any whole word of their name; every other one by a chance
 * equal to its talkativeness; and if that is nobody, one at random. `place` numbers the messages: the same
 * place throws the same dice.
 */
export function naturalOrder(characters: readonly Character[], text: string, place: number): Character[] {
  const words = new Set(wordsOf(text))
  const drafted = characters.filter(
    ({ name, talkativeness }) =>
      wordsOf(name).some((word) => words.has(word)) || dice(SEED, place, name) < talkativeness,
  )
  if (drafted.length > 0) return drafted
  const anyOne = characters[Math.floor(dice(SEED, place, '') * characters.length)]
  return anyOne === undefined ? [] : [anyOne]
}

const SEED = 'natural-order'

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}
