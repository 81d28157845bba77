import { plain } from '../../shared/contact-matches.ts'

/** Something that the palette leads to or does. */
export type PaletteEntry = {
  id: string
  kind: 'room' | 'agent' | 'command'
  words: string
  /** Said in grey after it, and searched too. */
  note: string
  run: () => void
}

const MOST = 30
const ORDER: readonly PaletteEntry['kind'][] = ['room', 'command', 'agent']

/** Entries that have every word of the query, those that begin with it first; without one all but agents. [W3] */
export function matchingEntries(entries: readonly PaletteEntry[], query: string): PaletteEntry[] {
  const wanted = plain(query).split(/\s+/u).filter(Boolean)
  const rank = ({ kind, words, note }: PaletteEntry): number => {
    if (wanted.length === 0) return kind === 'agent' ? 0 : 1
    const name = plain(words)
    let sum = 1
    for (const word of wanted) {
      if (name.startsWith(word)) sum += 4
      else if (` ${name}`.includes(` ${word}`)) sum += 3
      else if (plain(note).includes(word) || name.includes(word)) sum += 1
      else return 0
    }
    return sum
  }
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((found) => found.rank > 0)
    .toSorted((a, b) => b.rank - a.rank || ORDER.indexOf(a.entry.kind) - ORDER.indexOf(b.entry.kind))
    .slice(0, MOST)
    .map(({ entry }) => entry)
}
