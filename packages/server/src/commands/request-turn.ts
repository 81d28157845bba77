import type { EventData, MemberId, RoomHead, TurnId } from '@parley/protocol'
import { agentsOf, isAwake } from '@parley/room'
import { Refusal } from '../refusal.ts'
import { answersAfter, eraseAll, isAgents } from './answers.ts'
import type { Events, MemberOrder } from './context.ts'
import { requireMessage } from './messages.ts'

type TurnOrder = MemberOrder<'request-turn'>

/** Sets the agents going without a message: start, continue, retry, ask, regenerate. [D2, D11, D14] */
export async function requestTurn(order: TurnOrder): Promise<Events> {
  const { head, principal, command } = order
  requirePerson(head, principal.id)
  requireAwakeAgent(head)
  if (command.beyondBudget === true) requireModerator(head, principal.id)
  switch (command.intent) {
    case 'start':
    case 'continue':
      return [requested(order, begun(head, command.intent))]
    case 'retry':
      return [requested(order, await retried(order))]
    case 'ask':
      return [requested(order, { intent: 'ask', agents: askedAgents(head, command.agents) })]
    case 'regenerate':
      return regenerate(order)
  }
}

/** Ends whatever agents are doing or are about to do. [D14] */
export function stopTurns({ principal, id, head }: MemberOrder<'stop-turns'>): Events {
  requirePerson(head, principal.id)
  return [{ type: 'turns-stopped', id, by: principal.id, data: {} }]
}

type Requested = EventData<'turn-requested'>

function requested({ principal, id, command }: TurnOrder, data: Requested): Events[0] {
  const beyond = command.beyondBudget === true ? { beyondBudget: true } : {}
  return { type: 'turn-requested', id, by: principal.id, data: { ...data, ...beyond } }
}

function begun({ settings }: RoomHead, intent: 'start' | 'continue'): Requested {
  if (settings.replyMode === 'manual')
    throw new Refusal('not-supported', 'In a manual room agents speak only when somebody asks them by name.')
  return { intent }
}

/** In rooms that nobody drives, whoever failed is who tries again. */
async function retried({ office, room, head, command }: TurnOrder): Promise<Requested> {
  const { turn } = command
  const item = turn && (await office.store.readItem(room, `${turn}-ended`))
  if (item?.kind !== 'line' || item.line.type !== 'failed' || item.deleted === true)
    throw new Refusal('turn-not-found')
  const { member } = item.line
  const data = { intent: 'retry', turn: turn as TurnId } as const
  if (head.settings.replyMode === 'autopilot') return data
  if (member !== undefined) return { ...data, agents: askedAgents(head, [member]) }
  if (head.settings.replyMode === 'manual') throw new Refusal('turn-not-found')
  return data
}

/** Those who are asked, in that order, or all who are awake in order of joining. [D11] */
function askedAgents(head: RoomHead, asked: readonly MemberId[] | undefined): MemberId[] {
  const agents = agentsOf(head)
  if (asked === undefined) return agents.filter(isAwake).map(({ id }) => id)
  const ids = [...new Set(asked)]
  for (const id of ids) {
    const agent = agents.find((member) => member.id === id)
    if (agent === undefined) throw new Refusal('member-not-found', `No agent of this room has the id ${id}.`)
    if (!isAwake(agent))
      throw new Refusal(
        'agent-required',
        `${agent.name} ${agent.outside === true ? 'speaks for itself, when it likes' : 'is paused and cannot answer'}.`,
      )
  }
  return ids
}

/** Takes an answer back, with what came of it, and asks its author for another. [D14] */
async function regenerate(order: TurnOrder): Promise<Events> {
  const { principal, id, head, command } = order
  if (command.message === undefined)
    throw new Refusal('invalid-input', 'message: says which answer is to be given anew')
  const answer = await requireMessage(order, command.message)
  if (!isAgents(head, answer))
    throw new Refusal('not-supported', 'Only what an agent said can be said anew by it.')
  const agents = askedAgents(head, [answer.by])
  const later = await answersAfter(order, answer.seq)
  return eraseAll([answer, ...later], principal.id, id, {
    type: 'turn-requested',
    by: principal.id,
    data: { intent: 'regenerate', agents },
  })
}

/** Agents move each other by what they say, within the caps of a run, and in no other way. [D13] */
function requirePerson(head: RoomHead, id: MemberId): void {
  if (head.members.find((member) => member.id === id)?.kind === 'person') return
  throw new Refusal('forbidden', 'Only people may set agents going, or stop them.')
}

function requireAwakeAgent(head: RoomHead): void {
  if (head.members.some(isAwake)) return
  throw new Refusal('agent-required', 'The room has no agent that could speak.')
}

function requireModerator(head: RoomHead, id: MemberId): void {
  const role = head.members.find((member) => member.id === id)?.role
  if (role === 'owner' || role === 'moderator') return
  throw new Refusal('forbidden', 'Only an owner or moderator of the room may go beyond its budget.')
}
