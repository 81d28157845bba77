import type { CommandType, RoomId, Scope } from '@parley/protocol'
import { Refusal } from '../refusal.ts'
import type { Principal } from './principal.ts'

const MANAGES = new Set<CommandType>([
  'create-room',
  'change-room',
  'delete-room',
  'restore-room',
  'add-member',
  'remove-member',
  'change-role',
  'give-approval',
])

/** What a command asks of a token besides the member's role. [S1] */
export function scopeOf(command: CommandType): Scope {
  return MANAGES.has(command) ? 'manage' : 'write'
}

/** @throws Refusal */
export function requireScope({ grant }: Principal, scope: Scope): void {
  if (grant === undefined || grant.scopes.includes(scope)) return
  throw new Refusal('forbidden', `This token may not ${scope}.`)
}

/** Whether the principal's token is for this room; membership is another question. */
export function mayEnter({ grant }: Principal, room: RoomId): boolean {
  return grant?.rooms === undefined || grant.rooms.includes(room)
}

/** What belongs to the workspace and not to a room is for its own people. [R4] @throws Refusal */
export function requireWorkspace(principal: Principal): void {
  if (principal.guest === true || principal.kind === 'agent') {
    throw new Refusal('forbidden', 'Only people of this workspace may do that.')
  }
  if (principal.grant?.rooms !== undefined) {
    throw new Refusal('forbidden', 'This token is for some rooms only.')
  }
}
