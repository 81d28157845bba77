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

type Token = { word: string; mention: boolean }

function tokens(text: string): Token[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  // Within an address such as ann@example.org the sign mentions nobody.
  return [...plain.matchAll(/((?<![\p{L}\p{N}_])@)?([\p{L}\p{N}_]+)/gu)].map((match) => ({
    mention: match[1] === '@',
    word: match[2] ?? '',
  }))
}
