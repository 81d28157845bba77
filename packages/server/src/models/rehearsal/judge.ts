import type { Dice } from './dice.ts'
import type { Scene, SceneMember } from './scene.ts'

export type Judgement = { readonly who: string; readonly reason: string; readonly confidence: number }

/** How often it joins in where people only talk: seldom, as people would want it. */
const JOINS_IN = 0.15

/**
 * Whether somebody speaks, where the prompt says that nobody has to: to questions of people, yes; into their
 * small talk, hardly ever. Undefined where the prompt does not ask that. [M2, D10]
 */
export function judge(
  { members, said, nobody }: Scene,
  speaker: SceneMember | undefined,
  dice: Dice,
): Judgement | undefined {
  if (nobody === undefined) return undefined
  const last = said.at(-1)
  const silence = (reason: string) => ({ who: nobody, reason, confidence: 0.8 })
  if (last === undefined || speaker === undefined) return silence('There is nothing to take up.')
  const isPerson = !members.some(({ name, kind }) => name === last.from && kind === 'character')
  if (!isPerson) return silence('A character spoke last; people come next.')
  if (asks(last.text)) return { who: speaker.key, reason: 'A question was put to the room.', confidence: 0.9 }
  if (dice.chance(JOINS_IN, 'joins in'))
    return { who: speaker.key, reason: 'It has something to add.', confidence: 0.6 }
  return silence('The people are talking among themselves.')
}

function asks(text: string): boolean {
  return /[?？]\s*$/u.test(text.trim())
}
