import type { Member, MemberId, RoomHead } from '@parley/protocol'

/** What a room is called for `reader`: its title, else the names of the others. */
export function roomTitle(head: RoomHead, reader: MemberId): string {
  if (head.settings.title !== '') return head.settings.title
  const names = othersOf(head, reader).map((member) => member.name)
  return names.length === 0 ? 'Just you' : names.join(', ')
}

/** The members whom `reader` talks to, agents first. */
export function othersOf(head: RoomHead, reader: MemberId): Member[] {
  const others = head.members.filter((member) => member.id !== reader)
  return [
    ...others.filter((member) => member.kind === 'agent'),
    ...others.filter((member) => member.kind === 'person'),
  ]
}
