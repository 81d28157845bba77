import type { MemberId, Message, RoomSnapshot, Seq } from '@parley/protocol'

/**
 * The members who have read a message, its author left out, in order of joining. A person has when its read
 * position says so; an agent when it has spoken since, or when a turn of its own that began since is at
 * work: a turn sees everything that was said before it. [C6]
 */
export function readersOf(
  { head, timeline }: RoomSnapshot,
  { by, seq, at }: Pick<Message, 'by' | 'seq' | 'at'>,
  read: ReadonlyMap<MemberId, Seq>,
): MemberId[] {
  const spoke = new Set<MemberId>()
  for (let index = timeline.length - 1; index >= 0; index -= 1) {
    const item = timeline[index]
    if (item === undefined || item.seq <= seq) break
    if (item.kind === 'message') spoke.add(item.by)
  }
  const hasRead = (member: MemberId, isAgent: boolean) =>
    spoke.has(member) ||
    (isAgent
      ? head.turns.some(({ speaker, phase, since }) => speaker === member && phase !== 'queued' && since > at)
      : (read.get(member) ?? 0) >= seq)
  return head.members.flatMap(({ id, kind }) => (id !== by && hasRead(id, kind === 'agent') ? [id] : []))
}
