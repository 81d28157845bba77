import { SYSTEM } from '@parley/protocol'
import type {
  EventData,
  EventId,
  EventType,
  MemberId,
  NewEvent,
  TurnId,
  TurnPlan,
  TurnState,
} from '@parley/protocol'
import { agentsOf } from '@parley/room'
import { dice } from './dice.ts'
import type { Effect } from './effect.ts'
import { eligibility } from './eligibility.ts'
import { BATCH_QUIET_MS, PRIORITY, REACTION_PROBABILITY } from './pace.ts'
import type { Timing } from './pace.ts'
import { awakeAgents } from './state.ts'
import type { DirectorState, Run } from './state.ts'

/** What is to be done in this state at this moment, without any new input. */
export function decide(state: DirectorState, now: number, timing: Timing): Effect[] {
  if (state.head.turns.length > 0) {
    return state.head.turns.flatMap((turn) => decideTurn(state, turn, now, timing))
  }
  const due = nextDueAt(state, timing)
  if (due === undefined || due > now) return []
  return isOver(state) ? silence(state) : queue(state, now)
}

/** When `decide` will have something to do without any new input; undefined: not before one comes. */
export function wakeAt(state: DirectorState, timing: Timing): number | undefined {
  const dues = state.head.turns.flatMap((turn) => (turn.until === undefined ? [] : [turn.until]))
  const due = state.head.turns.length > 0 ? Math.min(...dues) : nextDueAt(state, timing)
  return due === Infinity ? undefined : due
}

/** When another process would have to look after this room, should this one die. [D15] */
export function dueAt(state: DirectorState, timing: Timing): number | null {
  const [turn] = state.head.turns
  return turn?.since ?? nextDueAt(state, timing) ?? null
}

function decideTurn(state: DirectorState, turn: TurnState, now: number, timing: Timing): Effect[] {
  const { plan, phase, speaker } = turn
  const spoken = state.spoken[plan.id]
  if (spoken === 'complete') return [end(state, turn, 'spoke')]
  if (spoken === 'interrupted') return [end(state, turn, 'interrupted')]
  if (isStale(state, turn)) {
    if (spoken === 'failed') return [end(state, turn, 'interrupted')]
    const abort: Effect = { type: 'abort', turn: plan.id }
    return turn.message === undefined ? [abort, end(state, turn, 'interrupted')] : [abort]
  }
  if (turn.until === undefined || turn.until > now) return []
  switch (phase) {
    case 'queued':
      return [start(state, plan)]
    case 'reacting':
      return [advance(state, turn, { phase: 'typing', until: now + typingMs(state, plan, timing) })]
    case 'typing':
      return speaker === undefined ? [] : [advance(state, turn, { phase: 'speaking' })]
    case 'deciding':
    case 'thinking':
    case 'speaking':
      return []
  }
}

/** The speaker of a room with one agent is known; else a model chooses. One id: a turn begins once. */
function start(state: DirectorState, plan: TurnPlan): Effect {
  const [only, ...rest] = awakeAgents(state)
  const phase =
    only !== undefined && rest.length === 0
      ? ({ phase: 'thinking', speaker: only.id } as const)
      : ({ phase: 'deciding' } as const)
  return append(state, [fact('turn-advanced', `${plan.id}-begun`, { turn: plan.id, ...phase })])
}

function queue(state: DirectorState, now: number): Effect[] {
  const { head, run } = state
  const { candidates, mustAnswer, reasons } = eligibility(state)
  if (candidates.length === 0) return []
  const cause = causeOf(run)
  const id = `t${run.turns + 1}` as TurnId
  const event = run.waiting?.event ?? run.lastMessage?.id
  const reactTo = reactionTarget(state, candidates)
  const plan: TurnPlan = {
    id,
    cause,
    priority: run.agentMessages === 0 ? PRIORITY.person : PRIORITY.agent,
    interruption: head.interruption,
    candidates,
    ...(mustAnswer === undefined ? {} : { mustAnswer }),
    ...(reactTo === undefined ? {} : { reactTo }),
    wrapUp: hasSeveral(state) && run.agentMessages >= head.settings.maxConsecutiveAgentMessages - 1,
    notBefore: now,
    attempt: run.attempts,
    reasons: [{ code: cause, ...(event === undefined ? {} : { event }) }, ...reasons],
  }
  return [append(state, [fact('turn-queued', `${id}-queued`, { plan })])]
}

/** A turn that was cut off by something else than a person is queued again for what it was about. */
function causeOf(run: Run): TurnPlan['cause'] {
  if (run.waiting !== undefined) return run.waiting.cause
  if (run.attempts > 0) return 'recovered'
  if (run.agentMessages > 0) return 'agent-spoke'
  return run.lastMessage === undefined || run.lastSpeaker !== undefined ? 'requested' : 'person-spoke'
}

/** The last message, if the dice ask for a reaction and nobody could react to itself. [D8] */
function reactionTarget({ head, run }: DirectorState, candidates: readonly MemberId[]): EventId | undefined {
  if (run.lastMessage === undefined || candidates.includes(run.lastMessage.by)) return undefined
  return dice(head.seed, head.seq, 'reaction') < REACTION_PROBABILITY ? run.lastMessage.id : undefined
}

/** The run is over: the last speaker, or if it has left another agent, silences its notifications. [D9] */
function silence(state: DirectorState): Effect[] {
  const { run } = state
  const last = agentsOf(state.head).find((agent) => agent.id === run.lastSpeaker) ?? awakeAgents(state)[0]
  return last ? [append(state, [fact('room-silenced', `s${run.turns}`, { member: last.id })])] : []
}

/**
 * When the run goes on: after the batch of a person's messages has been quiet [D5], or a pause
 * after the last message. Undefined: it does not.
 */
function nextDueAt(state: DirectorState, timing: Timing): number | undefined {
  const { head, run } = state
  if (head.deleted || head.settings.replyMode !== 'autopilot' || !run.active) return undefined
  if (awakeAgents(state).length === 0) return undefined
  if (run.waiting !== undefined) {
    return run.waiting.cause === 'requested' ? run.waiting.at : run.waiting.at + BATCH_QUIET_MS
  }
  if (!hasSeveral(state) && run.agentMessages > 0) return undefined
  const pauseMs = run.agentMessages > 0 ? timing.afterMessageMs : 0
  return (run.lastMessage?.at ?? head.createdAt) + pauseMs
}

function isOver({ head, run }: DirectorState): boolean {
  return run.waiting === undefined && run.agentMessages >= head.settings.maxConsecutiveAgentMessages
}

/** With one agent each batch is answered once, and nothing wraps up. [D2] */
function hasSeveral(state: DirectorState): boolean {
  return awakeAgents(state).length > 1
}

/** A turn is stale when something came between that takes its ground away. [D4] */
export function isStale(state: DirectorState, turn: TurnState): boolean {
  return turn.plan.interruption < state.head.interruption
}

export function typingMs(state: DirectorState, plan: TurnPlan, timing: Timing): number {
  return timing.typingMs(plan.priority, state.head.seed, state.head.seq)
}

export function end(
  state: DirectorState,
  turn: TurnState,
  outcome: EventData<'turn-ended'>['outcome'],
  more: Pick<EventData<'turn-ended'>, 'failure' | 'reasons'> = {},
): Effect {
  const speaker = turn.speaker === undefined ? {} : { speaker: turn.speaker }
  const data = { turn: turn.plan.id, outcome, ...speaker, ...more }
  return append(state, [fact('turn-ended', `${turn.plan.id}-ended`, data)])
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

function append(state: DirectorState, events: [NewEvent, ...NewEvent[]]): Effect {
  return { type: 'append', events, interruption: state.head.interruption }
}

function fact<Type extends EventType>(type: Type, id: string, data: EventData<Type>): NewEvent {
  return { type, id: id as EventId, by: SYSTEM, data } as NewEvent
}
