import type { Message, RoomEvent, TimelineItem } from '@parley/protocol'

/** Words of a query that count; more are left out. */
const MAX_WORDS = 16

/** The words of a text as searching sees them: letters and digits, without case and accents. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{Mark}+/gu, '')
      .toLowerCase()
      .match(/[\p{Letter}\p{Number}]+/gu) ?? []
  )
}

/** The different words of a query, in their order. */
export function queryWords(query: string): string[] {
  return [...new Set(wordsOf(query))].slice(0, MAX_WORDS)
}

/**
 * A query that is searched for while it is typed: every word must be there, and the last one may be the
 * beginning of one, unless something that is no word follows it. [R8]
 */
export function typedWords(query: string): { whole: string[]; begun: string | undefined } {
  const words = wordsOf(query).slice(0, MAX_WORDS)
  const isBegun = /[\p{Letter}\p{Number}\p{Mark}]$/u.test(query)
  const begun = isBegun ? words.at(-1) : undefined
  const whole = isBegun ? words.slice(0, -1) : words
  return { whole: [...new Set(whole)], begun }
}

/** Whether a message is to be found: one that is still being written is not, nor is one that was deleted. */
export function isSearchable(item: TimelineItem | undefined): item is Message {
  return item?.kind === 'message' && item.deleted !== true && item.status !== 'streaming' && item.text !== ''
}

/** The message that an event may make findable, change, or take away. */
export function searchSubject(event: Pick<RoomEvent, 'id' | 'type' | 'data'>): string | undefined {
  switch (event.type) {
    case 'message-posted':
    case 'item-imported':
      return event.id
    case 'message-finished':
    case 'message-edited':
    case 'message-deleted':
      return (event.data as { message: string }).message
    default:
      return undefined
  }
}
