import { agentsOf } from '@parley/room'
import { Refusal } from '../refusal.ts'
import type { Events, MemberOrder } from './context.ts'

/** Start, continue or try again without a message. [D2, D14] */
export async function requestTurn(order: MemberOrder<'request-turn'>): Promise<Events> {
  const { office, principal, room, id, head, command } = order
  if (head.settings.replyMode !== 'autopilot') throw new Refusal('not-supported')
  if (agentsOf(head).every((agent) => agent.paused === true)) {
    throw new Refusal('agent-required', 'The room has no agent that could speak.')
  }
  const { intent, turn } = command
  if (intent === 'retry') {
    const line = turn && (await office.store.readItem(room, `${turn}-ended`))
    if (line?.kind !== 'line' || line.line.type !== 'failed') throw new Refusal('turn-not-found')
  }
  const data = { intent, ...(turn === undefined ? {} : { turn }) }
  return [{ type: 'turn-requested', id, by: principal.id, data }]
}
