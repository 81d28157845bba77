import type { EventId, MemberId, Message, NewEvent, RoomHead, Seq, TimelineItem } from '@parley/protocol'
import { Refusal } from '../refusal.ts'
import type { Events, Order } from './context.ts'

/** How far back an answer may lie that is to be taken away with all that followed. */
export const MAX_LATER_ITEMS = 500

/** Whether an agent said it, also one that is a member no longer. */
export function isAgents(head: RoomHead, { by, turn }: Message): boolean {
  const member = head.members.find(({ id }) => id === by)
  return member === undefined ? turn !== undefined : member.kind === 'agent'
}

/**
 * What agents said after `seq`, and the room of their turns, oldest first: it stands or falls with what
 * came before. What people said, and who came and went, stays. [D14]
 * @throws Refusal where too much was said since
 */
export async function answersAfter(
  { office, room, head }: Pick<Order<'request-turn'>, 'office' | 'room'> & { head: RoomHead },
  seq: Seq,
): Promise<TimelineItem[]> {
  const end = Number.MAX_SAFE_INTEGER as Seq
  const { items } = await office.store.readTimeline(room, end, MAX_LATER_ITEMS + 1)
  const later = items.filter((item) => item.seq > seq)
  if (later.length > MAX_LATER_ITEMS) {
    throw new Refusal(
      'too-large',
      `More than ${MAX_LATER_ITEMS} messages came after it: too many to go back that far.`,
      { maxLaterItems: MAX_LATER_ITEMS },
    )
  }
  return later.filter((item) => item.deleted !== true && isOfTurns(head, item))
}

/**
 * One request that takes these away and then does `last`. The first event has the request's id, so that a
 * repeated request is known by it; the others have ids made from that. [C3]
 */
export function eraseAll(
  items: readonly TimelineItem[],
  by: MemberId,
  id: EventId,
  last: Without<NewEvent, 'id'>,
): Events {
  const idOf = (index: number) => (index === 0 ? id : (`${id}-${index + 1}` as EventId))
  const events: NewEvent[] = items.map((item, index) => {
    return {
      type: 'message-deleted',
      id: idOf(index),
      by,
      data: { message: item.id as EventId, seq: item.seq },
    }
  })
  events.push({ ...last, id: idOf(events.length) })
  return events as Events
}

type Without<Event, Key extends string> = Event extends unknown ? Omit<Event, Key> : never

function isOfTurns(head: RoomHead, item: TimelineItem): boolean {
  if (item.kind === 'message') return isAgents(head, item)
  return item.line.type === 'failed' || item.line.type === 'silenced' || item.line.type === 'stopped'
}
