import { SYSTEM } from '@parley/protocol'
import type {
  EventData,
  EventId,
  ImportedItem,
  ImportedPerson,
  Member,
  MemberId,
  NewEvent,
} from '@parley/protocol'
import type { Events } from '../commands/context.ts'
import { namedIn } from './copied-room.ts'
import type { CopiedRoom } from './copied-room.ts'

export type NewRoom = Pick<CopiedRoom, 'items' | 'people'> & {
  readonly settings: EventData<'room-created'>
  /** First the one who makes it. */
  readonly members: readonly [Member, ...Member[]]
}

/**
 * The events of a room that begins with what was said elsewhere: one request, so that there is all of it or
 * nothing. The members come last: what was there before they came is not news to them. [R5, C6]
 */
export function eventsOf(base: EventId, { settings, members, items, people }: NewRoom): Events {
  const by = members[0].id
  const ids = new Map(items.map(({ id }, index) => [id, `${base}-${index}` as EventId]))
  const present = new Set<MemberId>([SYSTEM, ...members.map(({ id }) => id)])
  return [
    { type: 'room-created', id: base, by, data: settings },
    ...items.map(({ id, item }): NewEvent => {
      const named = peopleFor(item, people, present)
      const data = { item: readdressed(item, ids), ...(named.length === 0 ? {} : { people: named }) }
      return { type: 'item-imported', id: ids.get(id) as EventId, by, data }
    }),
    ...members.map((member, index): NewEvent => {
      const id = `${base}-member-${index}` as EventId
      return { type: 'member-added', id, by, causedBy: base, data: { member } }
    }),
  ]
}

/** A reply keeps what it replies to, if that came along. */
function readdressed(item: ImportedItem, ids: ReadonlyMap<string, EventId>): ImportedItem {
  if (item.kind === 'line' || item.replyTo === undefined) return item
  const { replyTo, ...rest } = item
  const target = ids.get(replyTo)
  return target === undefined ? rest : { ...rest, replyTo: target }
}

function peopleFor(
  item: ImportedItem,
  people: CopiedRoom['people'],
  present: ReadonlySet<MemberId>,
): ImportedPerson[] {
  const absent = [...new Set(namedIn(item))].filter((id) => !present.has(id))
  return absent.flatMap((id) => people.get(id) ?? [])
}
