import { useEffect, useState } from 'react'
import type { Member } from '@parley/protocol'
import { completed, mentioned, wantedAt } from './completion.ts'
import type { Emoji } from './emoji-data.ts'

/** Something that can be chosen for what is being typed. */
export type Choice =
  | { kind: 'mention'; member: Member; insert: string }
  | { kind: 'emoji'; emoji: Emoji; insert: string }

/** What of the emoji is needed here; the data itself is fetched with the first colon. */
type EmojiData = { findEmoji: (query: string, limit: number) => Emoji[] }

const MOST_EMOJI = 7
const NONE: readonly Choice[] = []

/** What completes the word at the caret, which of it is chosen, and what keys do about it. [W3] */
export function useCompletion(
  text: string,
  caret: number,
  members: readonly Member[],
  onChoose: (text: string, caret: number) => void,
) {
  const wanted = wantedAt(text, caret)
  const place = wanted && `${wanted.kind} ${wanted.start}`
  const [dismissed, setDismissed] = useState<string>()
  const [at, setAt] = useState({ place, index: 0 })
  const [data, setData] = useState<EmojiData>()
  const needsEmoji = wanted?.kind === 'emoji'
  useEffect(() => {
    // Without it nothing is offered; the next colon asks again.
    if (needsEmoji && data === undefined) import('./emoji-data.ts').then(setData, () => undefined)
  }, [needsEmoji, data])
  const choices: readonly Choice[] =
    wanted === undefined || place === dismissed
      ? NONE
      : wanted.kind === 'mention'
        ? mentioned(members, wanted.query).map((member) => ({
            kind: 'mention',
            member,
            insert: `@${member.name}`,
          }))
        : (data?.findEmoji(wanted.query, MOST_EMOJI) ?? []).map((emoji) => ({
            kind: 'emoji',
            emoji,
            insert: emoji.emoji,
          }))
  const index = at.place === place ? Math.min(at.index, Math.max(0, choices.length - 1)) : 0
  const choose = (choice: Choice) => {
    if (wanted === undefined) return
    const next = completed(text, caret, wanted, choice.insert)
    onChoose(next.text, next.caret)
  }
  /** Answers whether the key was for the list. */
  const press = (key: string): boolean => {
    const choice = choices[index]
    if (choice === undefined) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (step !== undefined) setAt({ place, index: (index + step + choices.length) % choices.length })
    else if (key === 'Enter' || key === 'Tab') choose(choice)
    else if (key === 'Escape') setDismissed(place)
    else return false
    return true
  }
  return { choices, index, choose, press }
}
