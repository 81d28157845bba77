import type { MemberId } from '@parley/protocol'
import type { CastMember } from '../../context/index.ts'
import { fold, foldCharacter } from './fold.ts'
import { isBreak, type Reading, type Source } from './source.ts'

/** Whose a name is: the speaker's own, or somebody else's, known exactly unless several share it. */
export type Owner = { readonly own: true } | { readonly own: false; readonly member: MemberId | undefined }

/** A name read at some place, and where it ends. */
export type NameRead = { readonly end: number; readonly owner: Owner }

/** How surely a spelling means its member: its name in the prompt, that name with more or less, one word of it. */
type Rank = 0 | 1 | 2
type Claim = { readonly id: MemberId; readonly rank: Rank }

const FIRST_WORD = /^[\p{L}\p{N}\p{M}'’.-]{2,}$/u
/** Signs that count for nothing, in a row: no name has more, and what holds words back must be bounded. */
const MAX_IGNORED = 8

/**
 * Every spelling under which a text may name the members of a room: label, key, label with title,
 * first word. Names are compared as plain text; no regular expression is built from them. [M5]
 */
export class Names {
  readonly #spellings: readonly string[]
  readonly #owners: ReadonlyMap<string, Owner>

  constructor(members: Iterable<CastMember>, speaker: MemberId) {
    const claims = new Map<string, Claim[]>()
    for (const member of members) {
      for (const [spelling, rank] of spellingsOf(member)) {
        const others = claims.get(spelling)
        const claim = { id: member.id, rank }
        if (others) others.push(claim)
        else claims.set(spelling, [claim])
      }
    }
    this.#owners = new Map([...claims].map(([spelling, of]) => [spelling, ownerOf(of, speaker)]))
    this.#spellings = [...claims.keys()].toSorted((a, b) => (a < b ? -1 : 1))
  }

  /** Whose `name` is as a whole, if anybody's. */
  find(name: string): Owner | undefined {
    return this.#owners.get(fold(name))
  }

  /** All names that begin at `start`, the longest first; it reads no further than a name may go. */
  *read(source: Source, start: number): Reading<NameRead[]> {
    const found: NameRead[] = []
    let [low, high, depth] = [0, this.#spellings.length, 0]
    let at = start
    let last = ''
    for (let ignored = 0; ignored <= MAX_IGNORED;) {
      const character = yield* source.at(at)
      if (character === '' || isBreak(character)) break
      const folded = foldCharacter(character)
      const counts = folded !== '' && !(folded === ' ' && last === ' ')
      if (!counts && depth === 0) break
      for (const unit of counts ? folded.split('') : []) {
        low = this.#lowerBound(unit.charCodeAt(0), depth, low, high)
        high = this.#lowerBound(unit.charCodeAt(0) + 1, depth, low, high)
        depth += 1
      }
      if (low >= high) break
      at += character.length
      ignored = counts ? 0 : ignored + 1
      if (counts) last = folded
      // Once more after an accent: it belongs to the name and moves its end.
      const spelling = this.#spellings[low]
      const owner = spelling?.length === depth && last !== ' ' ? this.#owners.get(spelling) : undefined
      if (owner) found.unshift({ end: at, owner })
    }
    return found
  }

  /** The first of the spellings from `low` whose unit at `depth` is `code` or more; all agree before it. */
  #lowerBound(code: number, depth: number, low: number, high: number): number {
    let [from, to] = [low, high]
    while (from < to) {
      const middle = (from + to) >> 1
      const spelling = this.#spellings[middle] ?? ''
      if (depth < spelling.length && spelling.charCodeAt(depth) >= code) to = middle
      else from = middle + 1
    }
    return from
  }
}

function spellingsOf({ label, key, title, present }: CastMember): Map<string, Rank> {
  const spellings = new Map<string, Rank>()
  const add = (spelling: string, rank: Rank): void => {
    const folded = fold(spelling)
    if (folded !== '' && !spellings.has(folded)) spellings.set(folded, rank)
  }
  add(label, 0)
  add(key, 0)
  // The name as its owner knows it: the number is ours, where two are called the same.
  const name = label.replace(/(?: \(\d+\))+$/, '')
  add(name, 1)
  if (title !== '') {
    for (const full of [`${name}, ${title}`, `${name} - ${title}`, `${title} ${name}`]) add(full, 1)
  }
  const first = name.split(' ')[0] ?? ''
  // Nobody speaks for long as somebody who left, whose first word may be "Somebody".
  if (present && FIRST_WORD.test(first)) add(first, 2)
  return spellings
}

/** The speaker's own name goes first, unless it is one word of it and somebody else's whole name. */
function ownerOf(claims: readonly Claim[], speaker: MemberId): Owner {
  const best = Math.min(...claims.map(({ rank }) => rank))
  const own = claims.find(({ id }) => id === speaker)
  if (own && (own.rank < 2 || best === 2)) return { own: true }
  const [only, ...others] = claims.filter(({ rank }) => rank === best)
  return { own: false, member: others.length === 0 ? only?.id : undefined }
}
