import { isOpen } from '@parley/room'
import { Refusal } from '../refusal.ts'
import type { Events, MemberOrder } from './context.ts'

/** Lets a call of a dangerous tool run, or not; for people who are owner or moderator. [S5] */
export function giveApproval({ principal, id, head, command }: MemberOrder<'give-approval'>): Events {
  const { turn, call, decision } = command
  const member = head.members.find((one) => one.id === principal.id)
  const hasAuthority = member?.role === 'owner' || member?.role === 'moderator'
  if (member?.kind !== 'person' || !hasAuthority)
    throw new Refusal('forbidden', 'Only an owner or a moderator may approve what a tool does.')
  const calls = head.turns.find(({ plan }) => plan.id === turn)?.calls
  const waiting = calls?.find((one) => one.call === call)
  if (waiting === undefined) throw new Refusal('turn-not-found', 'No such call is under way in this room.')
  if (!isOpen(waiting) || waiting.approval === undefined)
    throw new Refusal('not-supported', 'This call does not wait for approval.')
  return [{ type: 'approval-given', id, by: principal.id, data: { turn, call, decision } }]
}
