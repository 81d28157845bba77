import type { Member, MemberId } from '@parley/protocol'

/**
 * The members whom `text` speaks to by name, in order of appearance. [D2]
 *
 * Counts: the whole name, an @mention of any of its words, or its first word where no other member
 * shares it. Names are compared as plain text (no regular expression is built from them), as whole
 * words, without regard to case or accents.
 */
export function addressedMembers(text: string, members: readonly Member[]): MemberId[] {
  const words = tokens(text)
  const firstWords = members.map((member) => tokens(member.name)[0]?.word)
  const found: { id: MemberId; position: number }[] = []
  members.forEach((member, index) => {
    const name = tokens(member.name).map((token) => token.word)
    const first = firstWords[index]
    if (first === undefined) return
    const unique = firstWords.filter((other) => other === first).length === 1
    const position = words.findIndex(
      (token, at) =>
        name.every((word, offset) => words[at + offset]?.word === word) ||
        (token.mention && name.includes(token.word)) ||
        (unique && first.length > 1 && token.word === first),
    )
    if (position >= 0) found.push({ id: member.id, position })
  })
  return found.toSorted((a, b) => a.position - b.position).map(({ id }) => id)
}

/**
 * The members whom `text` mentions with an @ sign, in order of appearance: `@` before the whole name or
 * before any word of it. Where a whole name is mentioned, others that share one of its words are not. [D11]
 */
export function mentionedMembers(text: string, members: readonly Member[]): MemberId[] {
  // Every message of a manual room comes by here: most have no sign, and splitting them costs as much as storing them.
  if (!text.includes('@')) return []
  const words = tokens(text)
  const found = new Map<MemberId, number>()
  words.forEach((token, at) => {
    if (!token.mention) return
    const named = members.map(({ id, name }) => ({ id, name: tokens(name).map(({ word }) => word) }))
    const whole = named.filter(
      ({ name }) => name.length > 0 && name.every((word, offset) => words[at + offset]?.word === word),
    )
    const meant = whole.length > 0 ? longest(whole) : named.filter(({ name }) => name.includes(token.word))
    for (const { id } of meant) if (!found.has(id)) found.set(id, at)
  })
  return [...found.keys()]
}

/** Of `Ann` and `Ann Lee`, the longer name is meant where both stand. */
function longest<Named extends { name: string[] }>(named: readonly Named[]): Named[] {
  const length = Math.max(...named.map(({ name }) => name.length))
  return named.filter(({ name }) => name.length === length)
}

type Token = { word: string; mention: boolean }

function tokens(text: string): Token[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  // Within an address such as ann@example.org the sign mentions nobody.
  return [...plain.matchAll(/((?<![\p{L}\p{N}_])@)?([\p{L}\p{N}_]+)/gu)].map((match) => ({
    mention: match[1] === '@',
    word: match[2] ?? '',
  }))
}
