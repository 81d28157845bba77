import type { EventId, Member, MemberId, Reason } from '@parley/protocol'
import { agentsOf } from '@parley/room'
import { dice } from './dice.ts'
import { awakeAgents } from './state.ts'
import type { DirectorState } from './state.ts'

export type Eligibility = {
  /** Who may speak, whoever has been quiet longest first. */
  candidates: MemberId[]
  /** Somebody who was asked or addressed: it has to be the speaker. */
  mustAnswer?: MemberId
  /** What asked for it, if a person did by name. */
  asked?: EventId
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
  const asked = state.head.asked.find(({ member }) => awake.some(({ id }) => id === member))
  const quiet = eligible.toSorted(quietest(state)).map((agent) => agent.id)
  // Who is asked by name may speak again, even if it was the last to.
  const candidates = asked === undefined || quiet.includes(asked.member) ? quiet : [asked.member, ...quiet]
  const owed = state.run.owed.find((debt) => candidates.includes(debt.member))
  const named = asked ?? owed
  return {
    candidates,
    ...(named ? { mustAnswer: named.member } : {}),
    ...(asked ? { asked: asked.event } : {}),
    reasons: [
      ...(asked === undefined ? choice(candidates, awake, owed) : [because('asked', asked)]),
      ...agents
        .filter((agent) => agent.outside !== true && !candidates.includes(agent.id))
        .map(({ id, paused }): Reason => ({ code: paused === true ? 'paused' : 'spoke-last', member: id })),
    ],
  }
}

function choice(
  candidates: readonly MemberId[],
  awake: readonly Member[],
  owed: DirectorState['run']['owed'][number] | undefined,
): Reason[] {
  if (owed !== undefined) return [because(owed.spokenFor === true ? 'spoken-for' : 'addressed', owed)]
  const [first] = candidates
  if (first === undefined) return []
  return [{ code: awake.length === 1 ? 'only-agent' : 'quiet-longest', member: first }]
}

function because(code: Reason['code'], { member, event }: { member: MemberId; event: EventId }): Reason {
  return { code, member, event }
}

/** By where they last spoke; between those who never did, the dice of the room decide. */
function quietest(state: DirectorState): (a: Member, b: Member) => number {
  const { seed } = state.head
  const rank = (member: Member) =>
    state.run.spokenAt[member.id] ?? dice(seed, state.run.lastMessage === undefined ? 0 : 1, member.id) - 1
  return (a, b) => rank(a) - rank(b)
}
