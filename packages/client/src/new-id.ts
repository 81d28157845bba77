import type { EventId, RoomId } from '@parley/protocol'
import { v7 } from 'uuid'

/** An id for a command and the event that it makes: ordered by time, not to be guessed. [C3, S2] */
export function newEventId(): EventId {
  return v7() as EventId
}

export function newRoomId(): RoomId {
  return v7() as RoomId
}
