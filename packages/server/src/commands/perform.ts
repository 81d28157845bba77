import type { Command, CommandType, EventId, RoomHead, RoomId, Seq } from '@parley/protocol'
import { hash } from 'node:crypto'
import { mayEnter, requireScope, scopeOf } from '../authority/grant.ts'
import type { Principal } from '../authority/principal.ts'
import { Refusal } from '../refusal.ts'
import { changeRoom, deleteRoom, restoreRoom } from './change-room.ts'
import type { AppendRequest } from '../store/store.ts'
import type { Events, MemberOrder, Office } from './context.ts'
import { createRoom } from './create-room.ts'
import { giveApproval } from './give-approval.ts'
import { addMember, changeRole, removeMember } from './members.ts'
import { addReaction, deleteMessage, editMessage, postMessage, removeReaction } from './messages.ts'
import { appendMessage, finishMessage, startMessage } from './stream-message.ts'
import { requestTurn, stopTurns } from './request-turn.ts'

type Handler<Type extends CommandType> = (order: MemberOrder<Type>) => Events | Promise<Events>

const HANDLERS: { [Type in Exclude<CommandType, 'create-room'>]: Handler<Type> } = {
  'change-room': changeRoom,
  'delete-room': deleteRoom,
  'restore-room': restoreRoom,
  'post-message': postMessage,
  'edit-message': editMessage,
  'delete-message': deleteMessage,
  'start-message': startMessage,
  'append-message': appendMessage,
  'finish-message': finishMessage,
  'add-reaction': addReaction,
  'remove-reaction': removeReaction,
  'add-member': addMember,
  'remove-member': removeMember,
  'request-turn': requestTurn,
  'stop-turns': stopTurns,
  'change-role': changeRole,
  'give-approval': giveApproval,
}

export type Request = {
  id: EventId
  room: RoomId
  command: Command
  /** Done in the name of a member who asks for nothing now. */
  onBehalf?: true
}

/**
 * What a command would append, after checking all that can be checked before; or, where a retry is
 * refused because of what its first attempt did, the seq of that. [C3]
 * @throws Refusal
 */
export async function prepare(
  office: Office,
  principal: Principal,
  request: Request,
): Promise<AppendRequest | Seq> {
  const { id, room, command } = request
  const creates = command.type === 'create-room'
  requireScope(principal, scopeOf(command.type))
  if (!mayEnter(principal, room)) throw new Refusal('room-not-found')
  try {
    const events = creates
      ? await createRoom({ office, principal, room, id, command })
      : await fulfil(office, principal, { ...request, command })
    return {
      room,
      events,
      at: office.now(),
      fingerprint: fingerprint(principal, command),
      ...(creates ? {} : { member: principal.id }),
    }
  } catch (error) {
    const seq = error instanceof Refusal ? await firstResult(office, principal, request) : undefined
    if (seq === undefined) throw error
    return seq
  }
}

/**
 * Makes it durable and published, and answers with the seq of its last event. [C2]
 * @throws Refusal
 */
export async function commit(office: Office, prepared: AppendRequest | Seq): Promise<Seq> {
  if (typeof prepared === 'number') return prepared
  const result = await office.log.append(prepared)
  switch (result.status) {
    case 'appended':
      return result.events.at(-1)?.seq as Seq
    case 'duplicate':
      return result.seq
    case 'refused':
      // Only directors' appends carry a fence.
      throw new Refusal(result.code === 'fenced' ? 'internal' : result.code)
  }
}

/** Carries out a command. The same id with the same content answers with the first result. [C3] */
export async function perform(office: Office, principal: Principal, request: Request): Promise<Seq> {
  return commit(office, await prepare(office, principal, request))
}

async function fulfil(
  office: Office,
  principal: Principal,
  { id, room, command, onBehalf }: Request & { command: Exclude<Command, { type: 'create-room' }> },
): Promise<Events> {
  const isHeldUp = onBehalf !== true && !isGoodForArchived(principal, command)
  const isArchived = isHeldUp && (await office.archives?.has(principal.id, room)) === true
  const head = await office.heads.read(room)
  const role = memberRole(head, principal)
  if (head === undefined || role === undefined) throw new Refusal('room-not-found')
  if (head.deleted && command.type !== 'restore-room' && command.type !== 'delete-room') {
    throw new Refusal('room-deleted')
  }
  if (role === 'viewer' && !leaves(principal, command)) throw new Refusal('forbidden')
  if (isArchived) throw new Refusal('room-archived')
  const handler = HANDLERS[command.type] as Handler<typeof command.type>
  return handler({ office, principal, room, id, head, command })
}

/** What may be read of a room is read through this: an unknown room and a foreign one look alike. [S2] */
export async function requireMember(
  office: Pick<Office, 'heads'>,
  principal: Principal,
  room: RoomId,
): Promise<RoomHead> {
  requireScope(principal, 'read')
  const head = mayEnter(principal, room) ? await office.heads.read(room) : undefined
  if (head === undefined || memberRole(head, principal) === undefined) throw new Refusal('room-not-found')
  return head
}

/** What one has archived is read-only for oneself, and for nobody else. [R5] @throws Refusal */
export async function requireUnarchived(
  { archives }: Pick<Office, 'archives'>,
  { id }: Principal,
  room: RoomId,
): Promise<void> {
  if ((await archives?.has(id, room)) === true) throw new Refusal('room-archived')
}

/** A room that was put away may be left, stopped and thrown away from where it lies. */
function isGoodForArchived(principal: Principal, command: Command): boolean {
  const { type } = command
  return (
    leaves(principal, command) || type === 'stop-turns' || type === 'delete-room' || type === 'restore-room'
  )
}

/** Who only reads may still go. [R4] */
function leaves(principal: Principal, command: Command): boolean {
  return command.type === 'remove-member' && command.member === principal.id
}

function memberRole(head: RoomHead | undefined, principal: Principal): string | undefined {
  return head?.members.find((member) => member.id === principal.id)?.role
}

async function firstResult(
  office: Office,
  principal: Principal,
  { id, room, command }: Request,
): Promise<Seq | undefined> {
  const known = await office.store.readKnownId(room, id)
  return known?.fingerprint === fingerprint(principal, command) ? known.lastSeq : undefined
}

function fingerprint(principal: Principal, command: Command): string {
  return hash('sha256', JSON.stringify([principal.id, command]), 'base64url')
}
