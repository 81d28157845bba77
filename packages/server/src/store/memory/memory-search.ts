import type { Message, TimelineItem } from '@parley/protocol'
import { isSearchable, queryWords, typedWords, wordsOf } from '../search.ts'
import type { MessageInRoom } from '../store.ts'
import type { MemoryRoom } from './open-memory-store.ts'

/** The usual settings of BM25. */
const K1 = 1.2
const B = 0.75

/** The messages that fit a query best, by BM25; of equal ones the later first. [M6] */
export function searchItems(items: Iterable<TimelineItem>, query: string, limit: number): Message[] {
  const words = queryWords(query)
  const texts = [...items].filter(isSearchable).map((message) => ({ message, words: wordsOf(message.text) }))
  const meanLength = texts.reduce((sum, text) => sum + text.words.length, 0) / Math.max(1, texts.length)
  const weights = new Map(
    words.map((word) => {
      const holding = texts.filter((text) => text.words.includes(word)).length
      return [word, Math.log(1 + (texts.length - holding + 0.5) / (holding + 0.5))]
    }),
  )
  const scored = texts.map(({ message, words: own }) => {
    const score = words.reduce((sum, word) => {
      const count = own.filter((one) => one === word).length
      const norm = count + K1 * (1 - B + (B * own.length) / Math.max(1, meanLength))
      return sum + ((weights.get(word) ?? 0) * count * (K1 + 1)) / norm
    }, 0)
    return { message, score }
  })
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.message.seq - a.message.seq)
    .slice(0, limit)
    .map(({ message }) => message)
}

/** Messages with every word of a query that is being typed; those first that say its words most densely. [R8] */
export function searchRooms(rooms: Iterable<MemoryRoom>, query: string, limit: number): MessageInRoom[] {
  const { whole, begun } = typedWords(query)
  const fits = [
    ...whole.map((word) => (one: string) => one === word),
    ...(begun === undefined ? [] : [(one: string) => one.startsWith(begun)]),
  ]
  if (fits.length === 0) return []
  const messages = Array.from(rooms).flatMap(({ head, items }) =>
    [...items.values()].filter(isSearchable).map((message) => ({ room: head.id, message })),
  )
  return messages
    .flatMap((found) => {
      const words = wordsOf(found.message.text)
      const counts = fits.map((fit) => words.filter(fit).length)
      if (counts.includes(0)) return []
      return [{ found, score: counts.reduce((sum, count) => sum + count, 0) / (words.length + 1) }]
    })
    .toSorted((a, b) => b.score - a.score || b.found.message.seq - a.found.message.seq)
    .slice(0, limit)
    .map(({ found }) => found)
}
