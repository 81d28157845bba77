import type { MemberId, RoomEvent } from '@parley/protocol'
import { addressedMembers } from '@parley/room'
import { hear, SILENT_FLOOR } from './floor/index.ts'
import type { FloorContext } from './floor/index.ts'
import type { DirectorState } from './state.ts'

/** The floor of an ambient room: what was said in it, since it became ambient, by its members. [D10] */
export function foldFloor(state: DirectorState | undefined, event: RoomEvent): FloorContext | undefined {
  if (event.type === 'room-created') {
    return state === undefined && event.data.replyMode === 'ambient' ? SILENT_FLOOR : state?.floor
  }
  if (event.type === 'room-changed' && event.data.replyMode !== undefined) {
    return event.data.replyMode === 'ambient' ? (state?.floor ?? SILENT_FLOOR) : undefined
  }
  if (state?.floor === undefined) return undefined
  if (event.type === 'message-posted') return heard(state, state.floor, event.by, event.at, event.data.text)
  if (event.type !== 'message-finished' || event.data.text === '') return state.floor
  return heard(state, state.floor, event.by, event.at, event.data.text)
}

function heard(
  { head }: DirectorState,
  floor: FloorContext,
  by: MemberId,
  at: number,
  text: string,
): FloorContext {
  if (!head.members.some((member) => member.id === by)) return floor
  const others = head.members.filter((member) => member.id !== by)
  return hear(floor, { by, at, text, to: addressedMembers(text, others) })
}
