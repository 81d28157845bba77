import type { MemberId, MessageReaction, Reaction } from '@parley/protocol'
import { reactionNote } from '../../shared/reaction-words.ts'

export type TapbackGroup = { reaction: Reaction; own: boolean; count: number }

/** Reactions as balloons: one per kind in the order given, the reader's own last, which is on top. [D8] */
export function tapbackGroups(reactions: readonly MessageReaction[], me: MemberId): TapbackGroup[] {
  const groups = new Map<Reaction, TapbackGroup>()
  for (const { by, reaction } of reactions) {
    const group = groups.get(reaction) ?? { reaction, own: false, count: 0 }
    groups.set(reaction, { reaction, own: group.own || by === me, count: group.count + 1 })
  }
  return [...groups.values()].toSorted((a, b) => Number(a.own) - Number(b.own))
}

/** Who reacted, in words: "Ada loved this. You laughed at this." [W1] */
export function tapbackNote(reactions: readonly MessageReaction[], nameOf: (id: MemberId) => string): string {
  return reactions.map(({ by, reaction }) => `${reactionNote(nameOf(by), reaction)}.`).join(' ')
}
