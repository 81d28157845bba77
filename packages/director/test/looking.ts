import type { EventType, RoomEvent, TurnPlan } from '@parley/protocol'
import { START } from './virtual-room.ts'
import type { VirtualRoom } from './virtual-room.ts'

export function eventsOf<Type extends EventType>(room: VirtualRoom, type: Type): RoomEvent<Type>[] {
  return room.log.events.filter((event) => event.type === type) as RoomEvent<Type>[]
}

/** The messages that were posted whole, in order. */
export function texts(room: VirtualRoom): string[] {
  return eventsOf(room, 'message-posted').map(({ data }) => data.text)
}

/** Who spoke, in order: people and agents. */
export function speakers(room: VirtualRoom): string[] {
  return room.log.events
    .filter(({ type }) => type === 'message-posted' || type === 'message-started')
    .map(({ by }) => by)
}

export function outcomes(room: VirtualRoom): string[] {
  return eventsOf(room, 'turn-ended').map(({ data }) => data.outcome)
}

export function plans(room: VirtualRoom): TurnPlan[] {
  return eventsOf(room, 'turn-queued').map(({ data }) => data.plan)
}

/** Milliseconds after the room was opened at which events of that type came. */
export function times(room: VirtualRoom, type: EventType): number[] {
  return eventsOf(room, type).map(({ at }) => at - START)
}

/** How often a silenced line was drawn. */
export function silences(room: VirtualRoom): number {
  return eventsOf(room, 'room-silenced').length
}
