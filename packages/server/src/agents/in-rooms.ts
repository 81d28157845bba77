import type { EventId, Member, MemberId, NewEvent, RoomId } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { findMember } from '../commands/create-room.ts'

/** A room's log tells who its members were at any time: an edited agent changes there too. [A1] */
export async function showInRooms(office: Office, principal: Principal, agent: MemberId): Promise<void> {
  const fresh = await findMember(office, agent)
  for (const { head } of await office.store.readRoomsOf(agent, 0)) {
    const known = head.members.find((member) => member.id === agent)
    const member: Member = { ...fresh, role: known?.role ?? 'member' }
    await append(office, principal, head.id, { type: 'member-changed', data: { member } })
  }
}

/** Takes an agent out of its rooms and answers which they were. */
export async function leaveRooms(office: Office, principal: Principal, agent: MemberId): Promise<RoomId[]> {
  const rooms = (await office.store.readRoomsOf(agent, 0)).map(({ head }) => head.id)
  for (const room of rooms) {
    await append(office, principal, room, { type: 'member-removed', data: { member: agent } })
  }
  return rooms
}

/** Brings it back to those rooms that are still there and to which it was not added meanwhile. */
export async function rejoinRooms(
  office: Office,
  principal: Principal,
  agent: MemberId,
  rooms: readonly RoomId[],
): Promise<void> {
  const member = await findMember(office, agent)
  for (const room of rooms) {
    const head = await office.heads.read(room)
    if (head === undefined || head.deleted || head.members.some(({ id }) => id === agent)) continue
    await append(office, principal, room, { type: 'member-added', data: { member } })
  }
}

type Change = Pick<Extract<NewEvent, { type: `member-${string}` }>, 'type' | 'data'>

async function append(office: Office, principal: Principal, room: RoomId, change: Change): Promise<void> {
  const id = randomUUID() as EventId
  const event = { ...change, id, by: principal.id } as NewEvent
  await office.log.append({ room, events: [event], at: office.now(), fingerprint: id })
}
