import { TURN_PHASES } from '@parley/protocol'
import type { EventData, Member, RoomEvent, RoomHead, TurnState } from '@parley/protocol'
import { foldAsked } from './asked.ts'
import { foldCalls } from './calls.ts'
import { interrupts } from './interrupt.ts'
import { foldSummary } from './summary.ts'
import type { Interruption } from './interrupt.ts'

/**
 * Folds one event into the head of its room; the same code on server and client. [C1]
 *
 * Total: an event that makes no sense in this state (a turn that is not running, a member who is
 * not there) changes nothing but `seq`. Parts that do not change keep their reference, so that a
 * store writes, and a view renders, just what changed. `head` is undefined before `room-created`.
 */
export function foldHead(head: RoomHead | undefined, event: RoomEvent): RoomHead {
  if (head === undefined) return createHead(event)
  const interruption = interrupts(head, event)
  const { summary: before, ...rest } = head
  const summary = foldSummary(before, event)
  return {
    ...rest,
    ...(summary === undefined ? {} : { summary }),
    seq: event.seq,
    changedAt: countsAsActivity(event) ? event.at : head.changedAt,
    interruption: interruption === undefined ? head.interruption : head.interruption + 1,
    settings: event.type === 'room-changed' ? { ...head.settings, ...event.data } : head.settings,
    members: foldMembers(head.members, event),
    deleted: event.type === 'room-deleted' || (event.type !== 'room-restored' && head.deleted),
    turns: afterInterruption(head, foldTurns(head.turns, event), interruption),
    asked: foldAsked(head, event),
  }
}

function createHead(event: RoomEvent): RoomHead {
  if (event.type !== 'room-created') throw new Error(`a log begins with room-created, not ${event.type}`)
  const { seed, ...settings } = event.data
  return {
    id: event.room,
    seq: event.seq,
    createdAt: event.at,
    changedAt: event.at,
    settings,
    seed,
    members: [],
    interruption: 0,
    deleted: false,
    turns: [],
    asked: [],
  }
}

function countsAsActivity(event: RoomEvent): boolean {
  return event.type.startsWith('message-') || event.type === 'room-restored'
}

function foldMembers(members: Member[], event: RoomEvent): Member[] {
  switch (event.type) {
    case 'member-added':
      return members.some((member) => member.id === event.data.member.id)
        ? members
        : [...members, event.data.member]
    case 'member-changed':
      return members.some((member) => member.id === event.data.member.id)
        ? members.map((member) => (member.id === event.data.member.id ? event.data.member : member))
        : members
    case 'member-removed':
      return members.some((member) => member.id === event.data.member)
        ? members.filter((member) => member.id !== event.data.member)
        : members
    default:
      return members
  }
}

function foldTurns(turns: TurnState[], event: RoomEvent): TurnState[] {
  switch (event.type) {
    case 'turn-queued':
      return turns.some((turn) => turn.plan.id === event.data.plan.id)
        ? turns
        : [
            ...turns,
            {
              plan: event.data.plan,
              phase: 'queued',
              since: event.at,
              until: event.data.plan.notBefore,
              interruption: event.data.plan.interruption,
            },
          ]
    case 'turn-advanced':
      return replaceTurn(turns, event.data.turn, (turn) => advance(turn, event.data, event.at))
    case 'message-posted':
    case 'message-started':
      return replaceTurn(turns, event.data.turn, (turn) => ({ ...turn, message: event.id }))
    case 'tool-called':
    case 'tool-finished':
    case 'approval-requested':
    case 'approval-given':
      return replaceTurn(turns, event.data.turn, (turn) => {
        const calls = foldCalls(turn.calls, event)
        return calls === undefined || calls === turn.calls ? turn : { ...turn, calls }
      })
    case 'turn-ended':
      return turns.some((turn) => turn.plan.id === event.data.turn)
        ? turns.filter((turn) => turn.plan.id !== event.data.turn)
        : turns
    case 'turns-stopped':
      return changeAll(turns, (turn) => (turn.stopped === true ? turn : { ...turn, stopped: true }))
    default:
      return turns
  }
}

/** What lets visible words finish takes the turns that speak with it: they are not stale. [D4] */
function afterInterruption(
  head: RoomHead,
  turns: TurnState[],
  interruption: Interruption | undefined,
): TurnState[] {
  if (interruption !== 'unseen') return turns
  return changeAll(turns, (turn) =>
    turn.message === undefined || isStale(head, turn)
      ? turn
      : { ...turn, interruption: head.interruption + 1 },
  )
}

/** A turn is stale when something came between that takes its ground away. [D4] */
export function isStale(head: Pick<RoomHead, 'interruption'>, turn: TurnState): boolean {
  return turn.interruption < head.interruption
}

/** Phases go forward only: an advance to an earlier or the same phase is not one. */
function advance(turn: TurnState, data: EventData<'turn-advanced'>, at: number): TurnState {
  if (TURN_PHASES.indexOf(data.phase) <= TURN_PHASES.indexOf(turn.phase)) return turn
  const { until: _until, typingMs: _typingMs, ...rest } = turn
  const speaker = data.speaker ?? turn.speaker
  return {
    ...rest,
    phase: data.phase,
    since: at,
    ...(speaker === undefined ? {} : { speaker }),
    ...(data.until === undefined ? {} : { until: data.until }),
    ...(data.typingMs === undefined ? {} : { typingMs: data.typingMs }),
  }
}

/** The list keeps its identity where no turn changes. */
function changeAll(turns: TurnState[], change: (turn: TurnState) => TurnState): TurnState[] {
  const changed = turns.map(change)
  return changed.every((turn, index) => turn === turns[index]) ? turns : changed
}

function replaceTurn(
  turns: TurnState[],
  id: string | undefined,
  change: (turn: TurnState) => TurnState,
): TurnState[] {
  const index = turns.findIndex((turn) => turn.plan.id === id)
  const turn = turns[index]
  if (turn === undefined) return turns
  const next = change(turn)
  return next === turn ? turns : turns.with(index, next)
}
