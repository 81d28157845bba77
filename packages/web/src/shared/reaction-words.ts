import type { Reaction } from '@parley/protocol'

/** What a reaction is called in a menu. */
export const REACTION_NAMES: Record<Reaction, string> = {
  heart: 'Love',
  like: 'Like',
  dislike: 'Dislike',
  laugh: 'Laugh',
  emphasize: 'Emphasize',
  question: 'Question',
}

const DONE: Record<Reaction, string> = {
  heart: 'loved',
  like: 'liked',
  dislike: 'disliked',
  laugh: 'laughed at',
  emphasize: 'emphasized',
  question: 'questioned',
}

/** "Steve loved “one more thing”". */
export function reactionSentence(who: string, reaction: Reaction, text: string): string {
  return `${who} ${DONE[reaction]} “${text}”`
}

/** "Steve loved this". */
export function reactionNote(who: string, reaction: Reaction): string {
  return `${who} ${DONE[reaction]} this`
}
