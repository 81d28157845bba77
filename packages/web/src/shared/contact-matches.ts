import type { MemberId } from '@parley/protocol'
import type { Contact } from './contacts.ts'

/** The contacts that `query` finds by name or title and that are not in `without`, best match first. [W2] */
export function matchingContacts<Someone extends Contact>(
  contacts: readonly Someone[],
  query: string,
  without: readonly MemberId[],
): Someone[] {
  const wanted = plain(query).split(/\s+/u).filter(Boolean)
  return contacts
    .filter(({ id }) => !without.includes(id))
    .map((contact) => ({ contact, rank: rankOf(contact, wanted) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || a.contact.name.localeCompare(b.contact.name))
    .map(({ contact }) => contact)
}

const BETWEEN = /[,;\n\t]+/u

/**
 * Whom a list such as "Ada Lovelace, Jiro; Jony" names, and what is left of it: behind the last sign the name that is
 * being typed, and before it whatever names nobody, or several. [W2]
 */
export function namedContacts<Someone extends Contact>(
  contacts: readonly Someone[],
  text: string,
  without: readonly MemberId[],
): { named: Someone[]; rest: string } {
  const names = text.split(BETWEEN)
  const typed = names.pop() ?? ''
  const named: Someone[] = []
  const unknown: string[] = []
  for (const name of names.filter((part) => part.trim() !== '')) {
    const found = matchingContacts(contacts, name, [...without, ...named.map(({ id }) => id)])
    const exact = found.filter((contact) => plain(contact.name) === plain(name))
    const [only, ...others] = exact.length > 0 ? exact : found
    if (only && others.length === 0) named.push(only)
    else unknown.push(name.trim())
  }
  return { named, rest: [...unknown, typed.trimStart()].filter(Boolean).join(' ') }
}

/** 0: no match. A word of the name counts more than one of the title, the beginning of the name most. */
function rankOf(contact: Contact, wanted: readonly string[]): number {
  const name = plain(contact.name)
  const nameWords = name.split(/\s+/u)
  const titleWords = plain(contact.title).split(/[^\p{L}\p{N}]+/u)
  let rank = 1
  for (const word of wanted) {
    if (name.startsWith(word)) rank += 4
    else if (nameWords.some((part) => part.startsWith(word))) rank += 3
    else if (titleWords.some((part) => part.startsWith(word))) rank += 2
    else return 0
  }
  return rank
}

/** Without case and accents, as people type. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase().trim()
}
