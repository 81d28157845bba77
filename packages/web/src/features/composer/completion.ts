import type { Member } from '@parley/protocol'
import { plain } from '../../shared/contact-matches.ts'

/** What is being completed at the caret: from `start` to the caret stands the sign and the query. */
export type Wanted = { kind: 'mention' | 'emoji'; start: number; query: string }

/** A mention begins a word with @, an emoji with : and two letters; undefined: neither is being typed. [W3] */
export function wantedAt(text: string, caret: number): Wanted | undefined {
  const before = text.slice(0, caret)
  const mention = /(?:^|[\s(])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*){0,3})$/u.exec(before)
  if (mention?.[1] !== undefined)
    return { kind: 'mention', start: caret - mention[1].length - 1, query: mention[1] }
  const emoji = /(?:^|[\s(]):([a-z0-9_+-]{2,})$/iu.exec(before)
  if (emoji?.[1] !== undefined)
    return { kind: 'emoji', start: caret - emoji[1].length - 1, query: emoji[1].toLowerCase() }
  return undefined
}

/** The text with the choice in place of what was typed for it, and where the caret stands then. */
export function completed(
  text: string,
  caret: number,
  { start }: Wanted,
  choice: string,
): { text: string; caret: number } {
  const after = text.slice(caret)
  const gap = /^\s/u.test(after) ? '' : ' '
  return { text: text.slice(0, start) + choice + gap + after, caret: start + choice.length + 1 }
}

const MOST = 7

/**
 * Members whom the query of a mention finds: those of that very name, those whose name begins with it, then others.
 * Nobody behind the space after a whole name: that mention is done, and Enter sends.
 */
export function mentioned(members: readonly Member[], query: string): Member[] {
  const wanted = plain(query)
  if (query.endsWith(' ') && members.some(({ name }) => plain(name) === wanted)) return []
  return members
    .map((member) => {
      const name = plain(member.name)
      const others = ` ${name}`.includes(` ${wanted}`) ? 1 : 0
      return { member, rank: name === wanted ? 3 : name.startsWith(wanted) ? 2 : others }
    })
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, MOST)
    .map(({ member }) => member)
}
