import type { EventId, MemberId, RoomEvent } from '@parley/protocol'
import { addressedMembers, agentsOf } from '@parley/room'
import { isAcknowledgement } from './acknowledgement.ts'
import { hasSeveral, kindOf, runningTurn } from './state.ts'
import type { DirectorState, Run } from './state.ts'

/** The message of an event: its id, its author, and when it was said. */
type Said = { id: EventId; by: MemberId; at: number }

/** Folds one event into the run. Total, as `fold` is. */
export function foldRun(state: DirectorState, event: RoomEvent): Run {
  const { run } = state
  switch (event.type) {
    case 'message-posted':
      return afterWords(
        { ...state, run: afterMessage(state, event, event.seq, event.data.text.length) },
        event,
        event.data,
      )
    case 'message-started':
      return afterMessage(state, event, event.seq, 0)
    case 'message-finished':
      return afterFinished(state, event)
    case 'message-edited':
      return event.data.rerun === true ? afterRerun(state, event) : run
    case 'message-deleted':
      return run.lastMessage?.id === event.data.message ? withoutLast(run) : run
    case 'turn-requested':
      return kindOf(state, event.by) === 'person' ? afterRequest(state, event) : run
    case 'turn-queued':
      return { ...withoutWaiting(run), turns: run.turns + 1 }
    case 'silence-kept':
      return state.floor === undefined ? run : { ...withoutWaiting(run), attempts: 0, turns: run.turns + 1 }
    case 'turn-ended':
      return afterTurn(state, event)
    case 'turns-stopped':
      return { ...withoutWaiting(run), active: false, owed: [] }
    case 'room-changed':
      // Each reply mode begins quietly: nothing said under another one is taken up.
      return (event.data.replyMode ?? state.head.settings.replyMode) === state.head.settings.replyMode
        ? run
        : { ...withoutWaiting(run), active: false, owed: [] }
    case 'room-silenced':
      return { ...run, active: run.waiting !== undefined, owed: [] }
    case 'member-removed':
      return { ...run, owed: run.owed.filter((owed) => owed.member !== event.data.member) }
    default:
      return run
  }
}

/** A message of somebody who is not a member is nobody's turn to answer. */
function afterMessage(state: DirectorState, said: Said, seq: RoomEvent['seq'], characters: number): Run {
  switch (kindOf(state, said.by)) {
    case 'agent':
      return afterAgent(state.run, said, seq, characters)
    case 'person':
      return afterPerson(state, said, characters)
    case undefined:
      return state.run
  }
}

/** A person's message opens the exchange anew; but in manual rooms it calls for no answer by itself. */
function afterPerson({ head, run }: DirectorState, said: Said, characters: number): Run {
  const { lastSpeaker, ...rest } = run
  const { replyMode } = head.settings
  const answer: Partial<Run> =
    replyMode === 'manual'
      ? {}
      : { active: true, waiting: { at: said.at, event: said.id, cause: 'person-spoke' } }
  return {
    ...rest,
    ...answer,
    ...paceOf(run, said),
    agentMessages: 0,
    acknowledgements: 0,
    attempts: 0,
    lastMessage: { id: said.id, by: said.by, at: said.at, characters },
    // In autopilot, whom people addressed since an agent last spoke still has to answer; older debts are void, and
    // so are those of a run that is over: one that failed to answer would keep all others from it.
    owed: replyMode === 'autopilot' && (lastSpeaker !== undefined || !run.active) ? [] : run.owed,
  }
}

/** How long people take to answer somebody else, the latest counting three tenths. */
function paceOf({ lastMessage, gapMs }: Run, said: Said): Pick<Run, 'gapMs'> {
  if (lastMessage === undefined || lastMessage.by === said.by) return {}
  const gap = Math.max(0, said.at - lastMessage.at)
  return { gapMs: gapMs === undefined ? gap : Math.round(0.7 * gapMs + 0.3 * gap) }
}

function afterAgent(run: Run, said: Said, seq: RoomEvent['seq'], characters: number): Run {
  return {
    ...run,
    agentMessages: run.agentMessages + 1,
    lastSpeaker: said.by,
    lastMessage: { id: said.id, by: said.by, at: said.at, characters },
    owed: run.owed.filter((owed) => owed.member !== said.by),
    spokenAt: { ...run.spokenAt, [said.by]: seq },
  }
}

/** The pause after a streamed message begins at its end; what was cut off asks nothing of anybody. */
function afterFinished(state: DirectorState, event: RoomEvent<'message-finished'>): Run {
  const { message, status, text } = event.data
  const last = state.run.lastMessage
  const run =
    last?.id === message
      ? { ...state.run, lastMessage: { ...last, at: event.at, characters: text.length } }
      : state.run
  if (status !== 'complete') return run
  const after = afterWords({ ...state, run }, { id: message, by: event.by, at: event.at }, event.data)
  // Only what was said last tells where the talk goes.
  return last?.id === message ? after : { ...after, acknowledgements: run.acknowledgements }
}

/** A message that is edited to be answered anew is the latest that a person said. [D14] */
function afterRerun(state: DirectorState, event: RoomEvent<'message-edited'>): Run {
  if (kindOf(state, event.by) !== 'person') return state.run
  const said = { id: event.data.message, by: event.by, at: event.at }
  const run = afterPerson({ ...state, run: { ...state.run, owed: [] } }, said, event.data.text.length)
  return afterWords({ ...state, run }, said, event.data)
}

/**
 * Agents that complete words name owe an answer, in the order of their names; so does one in whose name they
 * went on. An agent that only acknowledges asks nobody. [D2, D13, M5]
 */
function afterWords(
  state: DirectorState,
  said: Said,
  { text, cutFor }: { text: string; cutFor?: MemberId | undefined },
): Run {
  const { head, run } = state
  if (head.settings.replyMode === 'manual' || agentsOf(head).length === 0) return run
  const isAgent = kindOf(state, said.by) === 'agent'
  if (isAgent && cutFor === undefined) {
    const names = head.members.map(({ name }) => name)
    if (isAcknowledgement(text, names)) return { ...run, acknowledgements: run.acknowledgements + 1 }
  }
  const others = head.members.filter((member) => member.id !== said.by)
  const debts: Run['owed'] = addressedMembers(text, others).map((member) => ({ member, event: said.id }))
  if (cutFor !== undefined && cutFor !== said.by)
    debts.push({ member: cutFor, event: said.id, spokenFor: true })
  const owed = debts.filter(
    (debt, index) =>
      kindOf(state, debt.member) === 'agent' &&
      !run.owed.some(({ member }) => member === debt.member) &&
      debts.findIndex(({ member }) => member === debt.member) === index,
  )
  if (owed.length === 0 && !isAgent) return run
  return { ...run, acknowledgements: 0, owed: owed.length === 0 ? run.owed : [...run.owed, ...owed] }
}

/**
 * A retry goes on where the run was; other requests begin a new one. [D2, D14] Who is asked by name stands in
 * the head's row; beyond that, autopilot goes on as after any request.
 */
function afterRequest({ head, run }: DirectorState, event: RoomEvent<'turn-requested'>): Run {
  const { intent, agents } = event.data
  const { replyMode } = head.settings
  const isForNamed = agents !== undefined && replyMode !== 'autopilot'
  return {
    ...run,
    ...(isForNamed || replyMode === 'manual'
      ? {}
      : { waiting: { at: event.at, event: event.id, cause: 'requested' } }),
    active: true,
    agentMessages: intent === 'retry' ? run.agentMessages : 0,
    acknowledgements: 0,
    attempts: 0,
  }
}

/**
 * In autopilot a failure ends the run, and so does the message of a room's only agent, unless a person waits.
 * [D2] In an ambient room what was cut off before it was visible is looked at again; what failed is not.
 */
function afterTurn(state: DirectorState, { at, data }: RoomEvent<'turn-ended'>): Run {
  const { run, head } = state
  const turn = runningTurn(state, data.turn)
  if (turn === undefined) return run
  const failed = data.outcome === 'failed' || data.outcome === 'capped'
  const died = !failed && data.reasons?.some((reason) => reason.code === 'recovered') === true
  const attempts = died ? run.attempts + 1 : 0
  if (head.settings.replyMode === 'ambient') {
    const { mustAnswer, cause, reasons } = turn.plan
    if (failed) return { ...run, attempts, owed: run.owed.filter(({ member }) => member !== mustAnswer) }
    const event = reasons[0]?.event
    const isLost =
      data.outcome === 'interrupted' &&
      run.active &&
      run.waiting === undefined &&
      turn.message === undefined &&
      mustAnswer === undefined
    return isLost && event !== undefined
      ? { ...run, attempts, waiting: { at, event, cause: cause === 'requested' ? cause : 'person-spoke' } }
      : { ...run, attempts }
  }
  const over = failed || (run.agentMessages > 0 && !hasSeveral(state))
  return { ...run, attempts, active: over ? run.waiting !== undefined : run.active }
}

function withoutWaiting({ waiting: _, ...run }: Run): Run {
  return run
}

/** The last message is gone, and with it who spoke last. */
function withoutLast({ lastMessage: _message, lastSpeaker: _speaker, ...run }: Run): Run {
  return run
}
