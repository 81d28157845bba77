/**
 * Finds whom a line of a transcript addresses. It learns the names as they appear, so that nobody is
 * recognised before having spoken; nicknames such as `_timello` or `Elroy-J` are not words, so lines are
 * cut at spaces and punctuation only. Case does not matter. At the beginning of a line, before a colon or a
 * comma, names of those who spoke lately are understood when they are abbreviated, bare of their ornaments
 * (`quad` for `|QuaD|`) or mistyped by one letter.
 */
export class Nicknames {
  readonly #byName = new Map<string, { name: string; lastLine: number }>()
  #line = 0

  /** The members that `text` names, in order of appearance. Then remembers its author. */
  hear(by: string, text: string): string[] {
    const found = new Set<string>()
    const addressee = this.#addressee(text.trim())
    if (addressee !== undefined) found.add(addressee)
    for (const word of text.split(/[\s,:;.!?()'"/]+/)) {
      const name = word.length < SHORTEST_MENTION ? undefined : this.#exact(word.replace(/^@/, ''))
      if (name !== undefined) found.add(name)
    }
    const key = by.toLowerCase()
    this.#byName.delete(key)
    this.#byName.set(key, { name: by, lastLine: this.#line })
    this.#line += 1
    found.delete(by)
    return [...found]
  }

  /** `name: …`, or something like the name of somebody who spoke lately. */
  #addressee(text: string): string | undefined {
    const [, word, sign] = /^@?([^\s:,;>]+)\s?([:,;>])/.exec(text) ?? []
    if (word === undefined || sign === undefined) return undefined
    return this.#exact(word) ?? (/[:,]/.test(sign) ? this.#alike(word.toLowerCase(), sign) : undefined)
  }

  #exact(word: string): string | undefined {
    return this.#byName.get(word.toLowerCase())?.name
  }

  /** The latest speaker whose name is nearest in kind. Before a comma, which follows any word, the strict kinds only. */
  #alike(given: string, sign: string): string | undefined {
    const lately = [...this.#byName].filter(([, { lastLine }]) => this.#line - lastLine < LATELY).toReversed()
    const kinds = sign === ':' ? [isBare, isBeginning, isMistyped] : [isBare, isMistyped]
    for (const isKind of kinds) {
      const found = lately.find(([name]) => isKind(given, name))
      if (found !== undefined) return found[1].name
    }
    return undefined
  }
}

/** Shorter names are too often words. As an address (`al: …`) they count. */
const SHORTEST_MENTION = 3
/** Shorter names are too often one letter away from words. */
const SHORTEST_MISTYPED = 5
/** Lines within which a name that is not exact is understood. */
const LATELY = 120

function isBare(given: string, name: string): boolean {
  const bare = bareOf(given)
  return bare.length >= SHORTEST_MENTION && bare === bareOf(name)
}

function bareOf(name: string): string {
  return name.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[^\p{L}]+$/u, '')
}

function isBeginning(given: string, name: string): boolean {
  return (
    Math.min(given.length, name.length) >= SHORTEST_MENTION &&
    (name.startsWith(given) || given.startsWith(name))
  )
}

/** One letter more, less or other, or two neighbours that changed places. */
function isMistyped(given: string, name: string): boolean {
  if (Math.min(given.length, name.length) < SHORTEST_MISTYPED) return false
  let from = 0
  while (from < given.length && given[from] === name[from]) from += 1
  const [one, other] = [given.slice(from), name.slice(from)]
  if (one.slice(1) === other.slice(1) || one === other.slice(1) || one.slice(1) === other) return true
  return one.slice(2) === other.slice(2) && one[0] === other[1] && one[1] === other[0]
}
