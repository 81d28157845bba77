import { SYSTEM } from '@parley/protocol'
import type { EventData, EventId, EventType, NewEvent, TurnPlan, TurnState } from '@parley/protocol'
import { isStale } from '@parley/room'
import type { Effect } from './effect.ts'
import { awakeAgents } from './state.ts'
import type { DirectorState } from './state.ts'

/** What is to be done for a running turn at this moment, without any new input. */
export function decideTurn(state: DirectorState, turn: TurnState, now: number): Effect[] {
  const { plan, phase, speaker } = turn
  const spoken = state.spoken[plan.id]
  if (spoken === 'complete') return [end(state, turn, 'spoke')]
  if (spoken === 'interrupted') return [end(state, turn, cutOff(turn))]
  if (isStale(state.head, turn)) {
    if (spoken === 'failed') return [end(state, turn, cutOff(turn))]
    const abort: Effect = { type: 'abort', turn: plan.id }
    return turn.message === undefined ? [abort, end(state, turn, cutOff(turn))] : [abort]
  }
  if (turn.until === undefined || turn.until > now) return []
  switch (phase) {
    case 'queued':
      return [start(state, plan)]
    case 'reacting':
      return [advance(state, turn, { phase: 'typing', until: now + (turn.typingMs ?? 0) })]
    case 'typing':
      return speaker === undefined ? [] : [advance(state, turn, { phase: 'speaking' })]
    case 'deciding':
    case 'thinking':
    case 'speaking':
      return []
  }
}

function cutOff(turn: TurnState): 'stopped' | 'interrupted' {
  return turn.stopped === true ? 'stopped' : 'interrupted'
}

/**
 * A known speaker begins to think; else a model chooses. In autopilot the speaker is known where there is one
 * agent only. One id: a turn begins once.
 */
function start(state: DirectorState, plan: TurnPlan): Effect {
  const isAutopilot = state.head.settings.replyMode === 'autopilot'
  const [only, ...rest] = isAutopilot ? awakeAgents(state).map(({ id }) => id) : plan.candidates
  const phase =
    only !== undefined && rest.length === 0 && plan.mayDecline !== true
      ? ({ phase: 'thinking', speaker: only } as const)
      : ({ phase: 'deciding' } as const)
  return append(state, [fact('turn-advanced', `${plan.id}-begun`, { turn: plan.id, ...phase })])
}

export function end(
  state: DirectorState,
  turn: TurnState,
  outcome: EventData<'turn-ended'>['outcome'],
  more: Pick<EventData<'turn-ended'>, 'failure' | 'reasons' | 'usage'> = {},
  before: NewEvent[] = [],
): Effect {
  const speaker = turn.speaker === undefined ? {} : { speaker: turn.speaker }
  const data = { turn: turn.plan.id, outcome, ...speaker, ...more }
  const ended = fact('turn-ended', `${turn.plan.id}-ended`, data)
  const [first, ...rest] = before
  return append(state, first === undefined ? [ended] : [first, ...rest, ended])
}

export function advance(
  state: DirectorState,
  turn: TurnState,
  to: Omit<EventData<'turn-advanced'>, 'turn'>,
  also: NewEvent[] = [],
): Effect {
  const { id } = turn.plan
  return append(state, [fact('turn-advanced', `${id}-${to.phase}`, { turn: id, ...to }), ...also])
}

export function append(state: DirectorState, events: [NewEvent, ...NewEvent[]]): Effect {
  return { type: 'append', events, interruption: state.head.interruption }
}

export function fact<Type extends EventType>(type: Type, id: string, data: EventData<Type>): NewEvent {
  return { type, id: id as EventId, by: SYSTEM, data } as NewEvent
}
