import type {
  EventId,
  Failure,
  MemberId,
  NewEvent,
  Pace,
  Reaction,
  TurnId,
  TurnState,
} from '@parley/protocol'
import { isStale } from '@parley/room'
import { decide } from './decide.ts'
import type { Effect, Input } from './effect.ts'
import { TIMING } from './pace.ts'
import type { Timing } from './pace.ts'
import { fold } from './fold.ts'
import { runningTurn } from './state.ts'
import type { DirectorState } from './state.ts'
import { advance, end } from './turns.ts'

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
  const turn = runningTurn(state, event.data.turn)
  if (turn === undefined || turn.phase !== event.data.phase || isStale(state.head, turn)) return []
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
        reasons: input.reasons ?? chosen(speaker),
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
    case 'declined': {
      const turn = current(state, input.turn)
      if (turn?.phase !== 'deciding') return []
      if (turn.plan.mayDecline !== true || (input.by !== undefined && !mayBe(turn, input.by)))
        return [fail(state, turn, MALFORMED)]
      return [decline(state, turn, input)]
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
  const decided = turn.phase === 'deciding' ? { speaker, reasons: input.reasons ?? chosen(speaker) } : {}
  const reactions = reaction(turn, input, 'reacting')
  const { plan, phase, since } = turn
  const typing = phase === 'thinking' ? { typingSince: since } : {}
  const wait = timing.wait(state, { plan, now, characters: input.characters, ...typing })
  if (reactions.length > 0 || wait.beforeTypingMs > 0) {
    const leastMs = reactions.length > 0 ? timing.afterReactionMs : 0
    const until = now + Math.max(leastMs, wait.beforeTypingMs)
    return advance(state, turn, { phase: 'reacting', until, typingMs: wait.typingMs, ...decided }, reactions)
  }
  return advance(state, turn, { phase: 'typing', until: now + wait.typingMs, ...decided })
}

/** Nobody speaks: a reaction instead, or nothing. Silence is an answer. [D10] */
function decline(state: DirectorState, turn: TurnState, input: Extract<Input, { type: 'declined' }>): Effect {
  const { by, usage, reasons = [{ code: 'model-declined' }] } = input
  const reactions = by === undefined ? [] : reaction(turn, { ...input, speaker: by }, 'reacting')
  const outcome = reactions.length > 0 ? 'reacted' : 'stayed-silent'
  return end(state, turn, outcome, { reasons, ...(usage ? { usage } : {}) }, reactions)
}

function recover(state: DirectorState, now: number, timing: Timing): Effect[] {
  const dead = state.head.turns.filter((turn) => !isStale(state.head, turn) && turn.phase !== 'queued')
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
  return failure.code === 'budget-reached'
    ? end(state, turn, 'capped', { failure, reasons: [{ code: 'cap-reached' }] })
    : end(state, turn, 'failed', { failure, reasons: [{ code: 'provider-failed' }] })
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

/** The turn, unless what came between has made it stale. */
function current(state: DirectorState, id: TurnId): TurnState | undefined {
  const turn = runningTurn(state, id)
  return turn && !isStale(state.head, turn) ? turn : undefined
}
