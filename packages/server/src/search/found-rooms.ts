import type { FoundRoom, MemberId, RoomHead } from '@parley/protocol'
import { roomTitle } from '@parley/room'
import { typedWords, wordsOf } from '../store/search.ts'

/**
 * The rooms whose title and members have every word of a query; a room whose title has more of them comes
 * first, then the one that was active last. [R8]
 */
export function foundRooms(heads: readonly RoomHead[], query: string, reader: MemberId): FoundRoom[] {
  const { whole, begun } = typedWords(query)
  const fits = [
    ...whole.map((word) => (one: string) => one === word),
    ...(begun === undefined ? [] : [(one: string) => one.startsWith(begun)]),
  ]
  if (fits.length === 0) return []
  return heads
    .flatMap((head) => {
      const title = wordsOf(head.settings.title)
      const members = head.members
        .filter(({ id }) => id !== reader)
        .map(({ id, name }) => ({ id, words: wordsOf(name) }))
      const all = [...title, ...members.flatMap(({ words }) => words)]
      if (!fits.every((fit) => all.some(fit))) return []
      const found: FoundRoom = {
        room: head.id,
        title: roomTitle(head, reader),
        members: members.filter(({ words }) => fits.some((fit) => words.some(fit))).map(({ id }) => id),
      }
      return [{ found, rank: fits.filter((fit) => title.some(fit)).length }]
    })
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ found }) => found)
}
