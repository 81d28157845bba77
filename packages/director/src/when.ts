import { BATCH_QUIET_MS } from './pace.ts'
import type { Timing } from './pace.ts'
import { awakeAgents, hasSeveral } from './state.ts'
import type { DirectorState } from './state.ts'

/** So many acknowledgements in a row, by agents, end a run. [D13] */
const ENOUGH_ACKNOWLEDGEMENTS = 2

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

/**
 * When somebody is to speak next: at once if asked, after the batch of a person's messages has been quiet [D5],
 * or a pause after the last message. Undefined: nobody is.
 */
export function nextDueAt(state: DirectorState, timing: Timing): number | undefined {
  const { head, run } = state
  if (head.deleted) return undefined
  const awake = new Set(awakeAgents(state).map(({ id }) => id))
  if (awake.size === 0) return undefined
  const { replyMode } = head.settings
  const asked = head.asked.find(({ member }) => awake.has(member))
  const afterPause =
    (run.lastMessage?.at ?? head.createdAt) + (run.agentMessages > 0 ? timing.afterMessageMs : 0)
  if (asked !== undefined && replyMode !== 'autopilot') return Math.max(asked.at, afterPause)
  if (replyMode === 'manual') return undefined
  if (!run.active && asked === undefined) return undefined
  if (run.waiting !== undefined) {
    return run.waiting.cause === 'requested' ? run.waiting.at : run.waiting.at + BATCH_QUIET_MS
  }
  if (asked !== undefined) return Math.max(asked.at, afterPause)
  if (replyMode === 'ambient')
    return run.owed.some(({ member }) => awake.has(member)) ? afterPause : undefined
  return !hasSeveral(state) && run.agentMessages > 0 ? undefined : afterPause
}

/** Nobody goes on: the run has its full length, or agents do nothing any more but agree with each other. [D9, D13] */
export function isOver({ head, run }: DirectorState): boolean {
  if (run.waiting !== undefined || head.asked.length > 0) return false
  return (
    run.agentMessages >= head.settings.maxConsecutiveAgentMessages ||
    run.acknowledgements >= ENOUGH_ACKNOWLEDGEMENTS
  )
}
