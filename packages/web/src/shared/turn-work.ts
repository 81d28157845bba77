import type { MemberId, RoomHead } from '@parley/protocol'
import { agentsOf, isStale } from '@parley/room'

/** What an agent is about, as the room itself knows it. `place`: how many of the asked come first, plus one. */
export type AgentWork =
  | { kind: 'free' }
  | { kind: 'paused' }
  | { kind: 'working' }
  | { kind: 'asked'; place: number }

/** Whether somebody is at work or asked: there is something to stop. [D14] */
export function isBusy(head: RoomHead): boolean {
  return head.asked.length > 0 || runningTurns(head).length > 0
}

/** What `agent` is about: a pure fold of the log, so every window shows the same. [D11, W3] */
export function workOf(head: RoomHead, agent: MemberId): AgentWork {
  if (isWorking(head, agent)) return { kind: 'working' }
  const waiting = head.asked.filter(({ member }) => !isWorking(head, member))
  const index = waiting.findIndex(({ member }) => member === agent)
  if (index >= 0) return { kind: 'asked', place: index + 1 }
  const member = head.members.find(({ id }) => id === agent)
  return { kind: member?.paused === true ? 'paused' : 'free' }
}

/** The agents that could be asked now, in order of joining. */
export function freeAgents(head: RoomHead): RoomHead['members'] {
  return agentsOf(head).filter(({ id }) => workOf(head, id).kind === 'free')
}

function isWorking(head: RoomHead, agent: MemberId): boolean {
  return runningTurns(head).some(({ plan, speaker }) => (speaker ?? only(plan.candidates)) === agent)
}

function runningTurns(head: RoomHead): RoomHead['turns'] {
  return head.turns.filter((turn) => turn.stopped !== true && !isStale(head, turn))
}

function only(candidates: readonly MemberId[]): MemberId | undefined {
  return candidates.length === 1 ? candidates[0] : undefined
}
