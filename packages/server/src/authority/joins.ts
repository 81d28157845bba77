import type { EventId, Invitation, JoinRequest, MemberId, RoomId } from '@parley/protocol'
import type { Condition, StoredRecord } from '../store/records.ts'
import type { Directory } from '../store/store.ts'
import { giveUseBack, takeUse } from './invitations.ts'
import { digest } from './secret.ts'

const JOIN = 'join'
const MOST_WAITING = 1_000

/**
 * Somebody's way in by an invitation; one for each person and invitation.
 *
 *     taken ──▶ waiting ──approve──▶ admitted ──▶ member of the room
 *       │          └─────decline──▶ declined
 *       └──────(no approval)──────▶ admitted
 *
 * `admitted` comes before the event that adds the member, which has an id of its own: a server that dies
 * in between adds nobody twice when it is asked again. [C3, R4]
 */
export type Join = {
  id: string
  state: 'waiting' | 'admitted' | 'declined'
  invitation: string
  room: RoomId
  person: MemberId
  name: string
  guest: boolean
  at: number
}

/** The event that adds the person; the same one however often it is tried. */
export function joiningEvent({ id }: Pick<Join, 'id'>): EventId {
  return `j-${id.slice(0, 40)}` as EventId
}

export async function findJoin(
  { records }: Directory,
  invitation: string,
  person: MemberId,
): Promise<Join | undefined> {
  const [record] = await records.find(JOIN, { where: [is('id', joinId(invitation, person))] })
  return record && joinOf(record)
}

/** Takes a use of the invitation for this person; undefined: none was left. Asked again, later, it costs nothing. */
export async function beginJoin(
  directory: Directory,
  { id: invitation, room, needsApproval }: Invitation,
  { person, name, guest }: Pick<Join, 'person' | 'name' | 'guest'>,
  now: number,
): Promise<Join | undefined> {
  const id = joinId(invitation, person)
  const known = await findJoin(directory, invitation, person)
  if (known !== undefined) return known
  if (!(await takeUse(directory, invitation))) return undefined
  const state = needsApproval ? 'waiting' : 'admitted'
  const join: Join = { id, state, invitation, room, person, name, guest, at: now }
  if (await directory.records.add(JOIN, join)) return join
  await giveUseBack(directory, invitation)
  return findJoin(directory, invitation, person)
}

/** Lets somebody in who waits, or not; undefined: nobody waits under this id, or another was faster. */
export async function decideJoin(
  directory: Directory,
  room: RoomId,
  id: string,
  state: 'admitted' | 'declined',
): Promise<Join | undefined> {
  const where = [is('id', id), is('room', room), is('state', 'waiting')]
  const [record] = await directory.records.change(JOIN, where, { set: { state } })
  const join = record && joinOf(record)
  if (join?.state === 'declined') await giveUseBack(directory, join.invitation)
  return join
}

/** Back to waiting, or out of the way: what was decided could not be carried out. */
export async function undoJoin(directory: Directory, join: Join, waited: boolean): Promise<void> {
  const where = [is('id', join.id)]
  if (waited) {
    await directory.records.change(JOIN, where, { set: { state: 'waiting' } })
    return
  }
  const removed = await directory.records.remove(JOIN, where)
  if (removed.length > 0) await giveUseBack(directory, join.invitation)
}

/** Who waits to be let into a room, whoever came first first. */
export async function listWaiting({ records }: Directory, room: RoomId): Promise<JoinRequest[]> {
  const where = [is('room', room), is('state', 'waiting')]
  const found = await records.find(JOIN, { where, sortBy: { field: 'at', direction: 'asc' } })
  return found.map((record) => requestOf(joinOf(record)))
}

/** Who waits anywhere, whoever came first first; the first so many. */
export async function listWaitingEverywhere({ records }: Directory): Promise<JoinRequest[]> {
  const query = { where: [is('state', 'waiting')], limit: MOST_WAITING }
  const found = await records.find(JOIN, { ...query, sortBy: { field: 'at', direction: 'asc' } })
  return found.map((record) => requestOf(joinOf(record)))
}

function requestOf({ id, room, invitation, person, name, guest, at }: Join): JoinRequest {
  return { id, room, invitation, person: { id: person, name, guest }, at }
}

function joinId(invitation: string, person: MemberId): string {
  return digest(`${invitation} ${person}`)
}

function joinOf(record: StoredRecord): Join {
  const { id, state, invitation, room, person, name, guest, at } = record as unknown as Join
  return { id, state, invitation, room, person, name, guest, at }
}

function is(field: string, value: string): Condition {
  return { field, value }
}
