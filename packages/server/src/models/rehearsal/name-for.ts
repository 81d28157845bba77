import type { Scene } from './scene.ts'
import { topicOf } from './topic.ts'

const MOST_WORDS = 5

/** A title for what was said: the first thing that somebody named. [M2, R5] */
export function nameFor({ said, members }: Scene): string {
  const names = members.map(({ name }) => name)
  const topic = said.map(({ text }) => topicOf(text, names)).find((found) => found !== undefined)
  if (topic === undefined) return 'A first hello'
  const words = topic.split(' ').slice(0, MOST_WORDS)
  // Whose it is depends on who reads.
  const bare = /^(?:my|your)$/u.test(words[0] ?? '') ? words.slice(1) : words
  const title = bare.length > 2 ? bare.join(' ') : `Talking about ${bare.join(' ')}`
  return title.charAt(0).toUpperCase() + title.slice(1)
}
