import { plain } from '../../shared/contact-matches.ts'

export type Part = { text: string; marked: boolean }

/** Characters before the first word that was found. */
const LEAD = 28

/** A text from shortly before the first word that fits the query, in parts: those that fit are marked. [R8] */
export function markedWords(text: string, query: string): Part[] {
  const wanted = plain(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const flat = text.replace(/\s+/gu, ' ').trim()
  const words = [...flat.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([word]) =>
    wanted.some((one) => plain(word).startsWith(one)),
  )
  const first = words[0]?.index ?? 0
  const start = first > LEAD ? flat.indexOf(' ', first - LEAD) + 1 : 0
  const parts: Part[] = start > 0 ? [{ text: '…', marked: false }] : []
  let at = start
  for (const { 0: word, index } of words) {
    if (index < at) continue
    if (index > at) parts.push({ text: flat.slice(at, index), marked: false })
    parts.push({ text: word, marked: true })
    at = index + word.length
  }
  if (at < flat.length) parts.push({ text: flat.slice(at, at + 200), marked: false })
  return parts
}
