import type { MemberId, Reading, Seq } from '@parley/protocol'
import { MOST_UNREAD } from '../sequencing.ts'
import type { Position } from '../store.ts'
import type { MemoryRoom } from './open-memory-store.ts'

/** Read positions of the in-memory store. [C6] */
export function putPosition(room: MemoryRoom | undefined, { member, seq, back }: Position): void {
  if (room === undefined || !isMember(room, member)) return
  const known = room.positions.get(member)
  if (back === true || known === undefined || seq > known) room.positions.set(member, seq)
}

export function positionsOf(room: MemoryRoom | undefined): { member: MemberId; seq: Seq }[] {
  if (room === undefined) return []
  return [...room.positions].flatMap(([member, seq]) => (isMember(room, member) ? [{ member, seq }] : []))
}

export function readingOf(room: MemoryRoom, member: MemberId): Reading[] {
  if (room.head.deleted || !isMember(room, member)) return []
  const position = room.positions.get(member) ?? addedAt(room, member)
  const items = [...room.items.values()]
  const unread = items.filter(
    (item) => item.seq > position && item.kind === 'message' && item.by !== member && item.deleted !== true,
  )
  return [{ room: room.head.id, position, unread: Math.min(MOST_UNREAD, unread.length) }]
}

function addedAt(room: MemoryRoom, member: MemberId): Seq {
  const added = room.events.findLast(
    (event) => event.type === 'member-added' && event.data.member.id === member,
  )
  return added?.seq ?? (0 as Seq)
}

function isMember({ head }: MemoryRoom, member: MemberId): boolean {
  return head.members.some(({ id }) => id === member)
}
