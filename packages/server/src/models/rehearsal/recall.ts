import type { Scene } from './scene.ts'

const MAX_QUOTES = 8
const MAX_QUOTE_CHARACTERS = 120

/** What was said, in short: who said how much, and the beginnings of some messages. [M2, M6] */
export function recall({ said }: Scene): string {
  const counts = new Map<string, number>()
  for (const { from } of said) counts.set(from, (counts.get(from) ?? 0) + 1)
  const shares = [...counts].map(([name, count]) => `${name} wrote ${count}`)
  const every = Math.max(1, Math.ceil(said.length / MAX_QUOTES))
  const quotes = said
    .filter((_, index) => index % every === 0)
    .map(
      ({ from, text }) =>
        `${from} said "${text.replace(/\s+/gu, ' ').trim().slice(0, MAX_QUOTE_CHARACTERS)}"`,
    )
  return `Of ${said.length} earlier messages ${shares.join(', ')}. Among them: ${quotes.join('; ')}.`
}
