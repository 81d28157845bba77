import type { MemberId, RoomHead, Seq, ServerFrame, TurnId } from '@parley/protocol'
import { typingMembers } from './typing.ts'

/** What a room's members signal: who is connected, who types, how far each has read. [C6] */
export type RoomSignals = {
  readonly present: ReadonlySet<MemberId>
  /** In the order in which they began. */
  readonly typing: ReadonlySet<MemberId>
  readonly read: ReadonlyMap<MemberId, Seq>
}

export const NO_SIGNALS: RoomSignals = { present: new Set(), typing: new Set(), read: new Map() }

/** Folds a `presence` frame; parts that do not change keep their reference. */
export function foldSignals(
  known: RoomSignals,
  frame: Pick<ServerFrame & { type: 'presence' }, 'whole' | 'joined' | 'left' | 'signals'>,
): RoomSignals {
  const base = frame.whole === true ? NO_SIGNALS : known
  const { joined, left, signals } = frame
  let { present, typing, read } = base
  if (joined.length + left.length > 0) {
    const next = new Set(present)
    for (const member of joined) next.add(member)
    for (const member of left) next.delete(member)
    present = next
  }
  const typed = signals.filter((signal) => signal.type === 'typing')
  if (typed.length > 0) {
    const next = new Set(typing)
    for (const { member, on } of typed) {
      if (on) next.add(member)
      else next.delete(member)
    }
    typing = next
  }
  const positions = signals.filter((signal) => signal.type === 'read')
  if (positions.length > 0) {
    const next = new Map(read)
    for (const { member, seq } of positions) next.set(member, seq)
    read = next
  }
  return base === known && present === known.present && typing === known.typing && read === known.read
    ? known
    : { present, typing, read }
}

/** Somebody who is at work on words that nobody sees yet; an agent, with the turn that it has. */
export type Typist = { readonly member: MemberId; readonly turn?: TurnId }

/**
 * Who types, several at once if need be: first the agents, by the log, then the people who signal it. [D7]
 */
export function typistsOf(head: RoomHead, signalled: Iterable<MemberId> = [], me?: MemberId): Typist[] {
  const people = [...signalled].filter(
    (member) => member !== me && head.members.some((other) => other.id === member),
  )
  return [...typingMembers(head), ...people.map((member) => ({ member }))]
}

/** The members who are here: whoever is connected, and the agents that the server itself runs. */
export function presentMembers(head: RoomHead, connected: ReadonlySet<MemberId>): RoomHead['members'] {
  return head.members.filter(
    ({ id, kind, outside }) => (kind === 'agent' && outside !== true) || connected.has(id),
  )
}
