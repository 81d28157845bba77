import type { EventId, Member, MemberId, Message, RoomEvent, RoomHead, Seq, TurnId } from '@parley/protocol'
import { addressedMembers, agentsOf, foldHead } from '@parley/room'

/**
 * What the director remembers of a room: a fold of its log and of nothing else, so that replaying
 * the log on another server gives the same state. Plain data; it is saved as JSON. [D1]
 */
export type DirectorState = {
  head: RoomHead
  run: Run
  /** Turns whose words are complete in the log, and how they ended; until the turn itself ends. */
  spoken: Record<TurnId, Message['status']>
}

/** The exchange since a person last spoke: agents answer until somebody wraps up. [D2, D9] */
export type Run = {
  /** False: nobody is to speak until a person does something. */
  active: boolean
  /** What a person said or asked for and no turn has taken up yet; `at` is of the latest. [D5] */
  waiting?: { at: number; event: EventId; cause: 'person-spoke' | 'requested' }
  /** Agent messages since then. System lines never count. [D9] */
  agentMessages: number
  /** The author of the last message, if it was an agent. */
  lastSpeaker?: MemberId
  lastMessage?: { id: EventId; by: MemberId; at: number }
  /** Agents that were addressed and have not answered, first come first. [D2] */
  owed: { member: MemberId; event: EventId }[]
  /** Where each agent spoke last. */
  spokenAt: Record<MemberId, Seq>
  /** Attempts at the current answer that died with their server. [D15] */
  attempts: number
  /** Turns queued in this room so far: names the next one, so that it cannot be queued twice. [C3] */
  turns: number
}

const IDLE: Run = { active: false, agentMessages: 0, owed: [], spokenAt: {}, attempts: 0, turns: 0 }

/** Folds one event. Total: what makes no sense in this state changes nothing but `head.seq`. */
export function fold(state: DirectorState | undefined, event: RoomEvent): DirectorState {
  const head = foldHead(state?.head, event)
  if (state === undefined) return { head, run: IDLE, spoken: {} }
  return { head, run: foldRun(state, event), spoken: foldSpoken(state, event) }
}

function foldRun(state: DirectorState, event: RoomEvent): Run {
  const { run } = state
  switch (event.type) {
    case 'message-posted':
      return withAddressed(state, afterMessage(state, event), event, event.data.text)
    case 'message-started':
      return afterMessage(state, event)
    case 'message-finished':
      return afterFinished(state, event)
    case 'turn-requested':
      return kindOf(state, event.by) === 'person' ? afterRequest(run, event) : run
    case 'turn-queued':
      return { ...withoutWaiting(run), turns: run.turns + 1 }
    case 'turn-ended':
      return isRunning(state, event.data.turn) ? afterTurn(state, event) : run
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
function afterMessage(state: DirectorState, event: RoomEvent): Run {
  switch (kindOf(state, event.by)) {
    case 'agent':
      return afterAgent(state.run, event)
    case 'person':
      return afterPerson(state, event)
    case undefined:
      return state.run
  }
}

/** A person's message opens the exchange anew; in autopilot it calls for an answer. */
function afterPerson({ head, run }: DirectorState, event: RoomEvent): Run {
  const { lastSpeaker, ...rest } = run
  const answer: Partial<Run> =
    head.settings.replyMode === 'autopilot'
      ? { active: true, waiting: { at: event.at, event: event.id, cause: 'person-spoke' } }
      : {}
  return {
    ...rest,
    ...answer,
    agentMessages: 0,
    attempts: 0,
    lastMessage: { id: event.id, by: event.by, at: event.at },
    // Whom people addressed since an agent last spoke still has to answer; older debts are void.
    owed: lastSpeaker === undefined ? run.owed : [],
  }
}

function afterAgent(run: Run, event: RoomEvent): Run {
  return {
    ...run,
    agentMessages: run.agentMessages + 1,
    lastSpeaker: event.by,
    lastMessage: { id: event.id, by: event.by, at: event.at },
    owed: run.owed.filter((owed) => owed.member !== event.by),
    spokenAt: { ...run.spokenAt, [event.by]: event.seq },
  }
}

/** The pause after a streamed message begins at its end; what was cut off asks nothing of anybody. */
function afterFinished(state: DirectorState, event: RoomEvent<'message-finished'>): Run {
  const { message, status, text } = event.data
  const last = state.run.lastMessage
  const run = last?.id === message ? { ...state.run, lastMessage: { ...last, at: event.at } } : state.run
  return status === 'complete' ? withAddressed(state, run, { ...event, id: message }, text) : run
}

/** A retry goes on where the run was; other requests begin a new one. [D2, D14] */
function afterRequest(run: Run, event: RoomEvent<'turn-requested'>): Run {
  return {
    ...run,
    active: true,
    waiting: { at: event.at, event: event.id, cause: 'requested' },
    agentMessages: event.data.intent === 'retry' ? run.agentMessages : 0,
    attempts: 0,
  }
}

/** A failure ends the run, and so does the message of a room's only agent, unless a person waits. [D2] */
function afterTurn(state: DirectorState, { data }: RoomEvent<'turn-ended'>): Run {
  const { run } = state
  const failed = data.outcome === 'failed'
  const died = !failed && data.reasons?.some((reason) => reason.code === 'recovered') === true
  const over = failed || (run.agentMessages > 0 && awakeAgents(state).length < 2)
  return {
    ...run,
    attempts: died ? run.attempts + 1 : 0,
    active: over ? run.waiting !== undefined : run.active,
  }
}

function withoutWaiting({ waiting: _, ...run }: Run): Run {
  return run
}

/** Agents named in a message owe an answer, in the order of their names. */
function withAddressed(state: DirectorState, run: Run, event: RoomEvent, text: string): Run {
  if (agentsOf(state.head).length === 0) return run
  const others = state.head.members.filter((member) => member.id !== event.by)
  const owed = addressedMembers(text, others)
    .filter((member) => kindOf(state, member) === 'agent' && !run.owed.some((debt) => debt.member === member))
    .map((member) => ({ member, event: event.id }))
  return owed.length === 0 ? run : { ...run, owed: [...run.owed, ...owed] }
}

function foldSpoken(state: DirectorState, event: RoomEvent): DirectorState['spoken'] {
  const { spoken } = state
  switch (event.type) {
    case 'message-posted':
    case 'message-finished': {
      const status = event.type === 'message-posted' ? 'complete' : event.data.status
      const { turn } = event.data
      return turn === undefined || !isRunning(state, turn) ? spoken : { ...spoken, [turn]: status }
    }
    case 'turn-ended': {
      if (spoken[event.data.turn] === undefined) return spoken
      const { [event.data.turn]: _, ...rest } = spoken
      return rest
    }
    default:
      return spoken
  }
}

function isRunning({ head }: DirectorState, id: TurnId): boolean {
  return head.turns.some((turn) => turn.plan.id === id)
}

function kindOf({ head }: DirectorState, id: MemberId): Member['kind'] | undefined {
  return head.members.find((member) => member.id === id)?.kind
}

/** The agents that may be asked to speak at all. */
export function awakeAgents(state: DirectorState): Member[] {
  return agentsOf(state.head).filter((agent) => agent.paused !== true)
}
