import type { EventId, Member, MemberId, Reason } from '@parley/protocol'
import { agentsOf } from '@parley/room'
import { dice } from './dice.ts'
import { awakeAgents } from './state.ts'
import type { DirectorState } from './state.ts'

export type Eligibility = {
  /** Who may speak, whoever has been quiet longest first. */
  candidates: MemberId[]
  /** Somebody who was addressed: it has to be the speaker. */
  mustAnswer?: MemberId
  reasons: Reason[]
}

/**
 * Who may speak next, and why not the others. [D2]
 *
 * A paused agent never speaks; whoever spoke last does not speak again, unless it is the only agent
 * that can; who was addressed goes first; else the quietest is preferred.
 */
export function eligibility(state: DirectorState): Eligibility {
  const agents = agentsOf(state.head)
  const awake = awakeAgents(state)
  const others = awake.filter((agent) => agent.id !== state.run.lastSpeaker)
  const eligible = others.length > 0 ? others : awake
  const candidates = eligible.toSorted(quietest(state)).map((agent) => agent.id)
  const owed = state.run.owed.find((debt) => candidates.includes(debt.member))
  return {
    candidates,
    ...(owed ? { mustAnswer: owed.member } : {}),
    reasons: [
      ...choice(candidates, awake, owed),
      ...agents
        .filter((agent) => !candidates.includes(agent.id))
        .map(({ id, paused }): Reason => ({ code: paused === true ? 'paused' : 'spoke-last', member: id })),
    ],
  }
}

function choice(
  candidates: readonly MemberId[],
  awake: readonly Member[],
  owed: { member: MemberId; event: EventId } | undefined,
): Reason[] {
  if (owed !== undefined) return [{ code: 'addressed', ...owed }]
  const [first] = candidates
  if (first === undefined) return []
  return [{ code: awake.length === 1 ? 'only-agent' : 'quiet-longest', member: first }]
}

/** By where they last spoke; between those who never did, the dice of the room decide. */
function quietest(state: DirectorState): (a: Member, b: Member) => number {
  const { seed } = state.head
  const rank = (member: Member) =>
    state.run.spokenAt[member.id] ?? dice(seed, state.run.lastMessage === undefined ? 0 : 1, member.id) - 1
  return (a, b) => rank(a) - rank(b)
}
