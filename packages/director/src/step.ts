import type { EventId, Failure, MemberId, NewEvent, Pace, Reaction, TurnState } from '@parley/protocol'
import { advance, decide, end, isStale, typingMs } from './decide.ts'
import type { Effect, Input } from './effect.ts'
import { TIMING } from './pace.ts'
import type { Timing } from './pace.ts'
import { fold } from './state.ts'
import type { DirectorState } from './state.ts'

/** How often a turn is begun again after its server died, before that is shown as a failure. [D15] */
export const MAX_ATTEMPTS = 3

/**
 * The director: one step of a pure, deterministic state machine. [D1]
 *
 *     event ──▶ fold ──▶ state ──▶ decide ──▶ effects ──▶ (turn runner) ──▶ events, answers
 *
 * Only events change the state, so it is a fold of the log; answers of models and the clock only
 * lead to effects, and what they decide becomes state when it comes back as an event. An input
 * about a turn that is not running or is stale has no effect.
 */
export function step(
  state: DirectorState | undefined,
  input: Input,
  pace?: Pace,
): { state: DirectorState | undefined; effects: Effect[] } {
  if (input.type === 'event') {
    const next = fold(state, input.event)
    const timing = timingOf(next, pace)
    return { state: next, effects: [...begin(next, input.event), ...decide(next, input.now, timing)] }
  }
  if (state === undefined) return { state, effects: [] }
  return { state, effects: react(state, input, timingOf(state, pace)) }
}

/** The pace of the room, or `override` where the installation sets one for all. */
export function timingOf(state: DirectorState, override?: Pace): Timing {
  return TIMING[override ?? state.head.settings.pace]
}

/** A phase that has become durable begins its work. */
function begin(state: DirectorState, event: Extract<Input, { type: 'event' }>['event']): Effect[] {
  if (event.type !== 'turn-advanced') return []
  const turn = running(state, event.data.turn)
  if (turn === undefined || turn.phase !== event.data.phase || isStale(state, turn)) return []
  const { plan, phase, speaker } = turn
  if (phase === 'deciding') return [{ type: 'decide', plan }]
  if (speaker === undefined) return []
  if (phase === 'thinking') return [{ type: 'think', plan, speaker }]
  return phase === 'speaking' ? [{ type: 'speak', plan, speaker }] : []
}

function react(state: DirectorState, input: Exclude<Input, { type: 'event' }>, timing: Timing): Effect[] {
  switch (input.type) {
    case 'tick':
      return decide(state, input.now, timing)
    case 'recovered':
      return recover(state, input.now, timing)
    case 'failed': {
      const turn = current(state, input.turn)
      if (turn === undefined) return []
      // Its finish may be on its way; if there is none, the abort writes one before the turn ends.
      return [...(isVisible(state, turn) ? [abort(turn)] : []), fail(state, turn, input.failure)]
    }
    case 'picked': {
      const turn = current(state, input.turn)
      if (turn?.phase !== 'deciding') return []
      if (!mayBe(turn, input.speaker)) return [fail(state, turn, MALFORMED)]
      const { speaker, usage } = input
      const to = {
        phase: 'thinking',
        speaker,
        reasons: chosen(speaker),
        ...(usage ? { usage } : {}),
      } as const
      return [advance(state, turn, to, reaction(turn, input, to.phase))]
    }
    case 'answered': {
      const turn = current(state, input.turn)
      if (turn?.phase !== 'deciding' && turn?.phase !== 'thinking') return []
      if (!mayBe(turn, input.speaker)) return [fail(state, turn, MALFORMED)]
      return [hold(state, turn, input, timing)]
    }
  }
}

/** The words are there: a reaction goes before them, then the pace holds them back. [D6, D8] */
function hold(
  state: DirectorState,
  turn: TurnState,
  input: Extract<Input, { type: 'answered' }>,
  timing: Timing,
): Effect {
  const { speaker, now } = input
  const decided = turn.phase === 'deciding' ? { speaker, reasons: chosen(speaker) } : {}
  const reactions = reaction(turn, input, 'reacting')
  if (reactions.length > 0) {
    const to = { phase: 'reacting', until: now + timing.afterReactionMs, ...decided } as const
    return advance(state, turn, to, reactions)
  }
  // The bubble of a thinking speaker is visible already: that time counts.
  const from = turn.phase === 'thinking' ? turn.since : now
  const until = Math.max(now, from + typingMs(state, turn.plan, timing))
  return advance(state, turn, { phase: 'typing', until, ...decided })
}

function recover(state: DirectorState, now: number, timing: Timing): Effect[] {
  const dead = state.head.turns.filter((turn) => !isStale(state, turn) && turn.phase !== 'queued')
  const effects = dead.flatMap((turn): Effect[] => {
    const spoken = state.spoken[turn.plan.id]
    if (spoken === 'complete' || spoken === 'interrupted') return []
    if (isVisible(state, turn)) return [abort(turn)]
    return spoken === undefined && turn.plan.attempt + 1 < MAX_ATTEMPTS
      ? [end(state, turn, 'interrupted', { reasons: [{ code: 'recovered' }] })]
      : [fail(state, turn, RESTARTED)]
  })
  return effects.length > 0 ? effects : decide(state, now, timing)
}

const RESTARTED: Failure = {
  code: 'server-restarted',
  message: 'The server stopped while this answer was being written.',
  retryable: true,
}

const MALFORMED: Failure = {
  code: 'malformed-answer',
  message: 'The model let somebody speak whose turn it was not.',
  retryable: true,
}

function fail(state: DirectorState, turn: TurnState, failure: Failure): Effect {
  return end(state, turn, 'failed', { failure, reasons: [{ code: 'provider-failed' }] })
}

function abort(turn: TurnState): Effect {
  return { type: 'abort', turn: turn.plan.id }
}

/** Whether its message is in the log and still open. */
function isVisible(state: DirectorState, turn: TurnState): boolean {
  return turn.message !== undefined && state.spoken[turn.plan.id] === undefined
}

function reaction(
  turn: TurnState,
  input: { speaker: MemberId; reaction?: Reaction },
  phase: TurnState['phase'],
): NewEvent[] {
  const message = turn.plan.reactTo
  if (message === undefined || input.reaction === undefined) return []
  const id = `${turn.plan.id}-${phase}-reaction` as EventId
  const data = { message, reaction: input.reaction, turn: turn.plan.id }
  return [{ type: 'reaction-added', id, by: input.speaker, data }]
}

function chosen(member: MemberId): [{ code: 'model-choice'; member: MemberId }] {
  return [{ code: 'model-choice', member }]
}

/** Whether `speaker` may take the turn: somebody else's words are never put into its mouth. [D2] */
function mayBe(turn: TurnState, speaker: MemberId): boolean {
  const only = turn.speaker ?? turn.plan.mustAnswer
  return only === undefined ? turn.plan.candidates.includes(speaker) : speaker === only
}

function running(state: DirectorState, id: string): TurnState | undefined {
  return state.head.turns.find((turn) => turn.plan.id === id)
}

/** The turn, unless what came between has made it stale. */
function current(state: DirectorState, id: string): TurnState | undefined {
  const turn = running(state, id)
  return turn && !isStale(state, turn) ? turn : undefined
}
