import type { Reaction } from '@parley/protocol'
import type { Dice } from './dice.ts'

const BY_TONE: readonly (readonly [RegExp, readonly Reaction[]])[] = [
  [/\b(ha(ha)+|lol|joke|funny|pun)\b|😂|🤣|😅/iu, ['laugh']],
  [/\b(sad|tired|nervous|sorry|sick|lonely|stressed|scared|lost)\b/iu, ['heart']],
  [/\b(thank|thanks|love|beautiful|proud|happy|congrat\w*|welcome)\b|❤|🥰/iu, ['heart']],
  [/!|\b(exactly|yes|finally|ship|launch|won|boom|fire)\b|🔥|🎉/iu, ['emphasize', 'heart', 'like']],
  [/\b(tax|cheap|shortcut|give up|quit|never mind|impossible)\b/iu, ['dislike', 'question']],
  [/\?\s*$/u, ['like', 'emphasize', 'question']],
]

/** A tapback that fits the text. [D8] */
export function reactionTo(text: string, dice: Dice): Reaction {
  const fitting = BY_TONE.find(([tone]) => tone.test(text))?.[1] ?? (['like', 'heart'] as const)
  return dice.pick(fitting, 'reaction') ?? 'like'
}
