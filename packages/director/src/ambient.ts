import type { Member, MemberId, Reason } from '@parley/protocol'
import { SILENT_FLOOR, willSpeakSoon } from './floor/index.ts'
import type { FloorContext } from './floor/index.ts'
import { awakeAgents } from './state.ts'
import type { DirectorState } from './state.ts'

/** From here on an agent speaks, without a model being asked whether. */
export const SPEAKS_FROM = 0.7
/** Below this it keeps silent; in between a model is asked. */
export const SILENT_BELOW = 0.3
/** A model is asked about so many agents at most. */
const MOST_CANDIDATES = 8
/** How talkative an agent is that does not say. */
const USUAL_TALKATIVENESS = 0.5

export type AmbientChoice =
  | { kind: 'speak'; member: MemberId; reasons: Reason[] }
  /** Whether anybody speaks is left to a model; the likeliest comes first. */
  | { kind: 'ask'; candidates: MemberId[]; reasons: Reason[] }
  | { kind: 'silent'; reasons: Reason[] }

export type AmbientOccasion = {
  floor: FloorContext
  /** The agents that could speak, and how talkative each is (0–1). */
  agents: readonly Pick<Member, 'id' | 'talkativeness'>[]
  /** People in the room. */
  people: readonly MemberId[]
  /** Somebody asked the room to go on: it may not answer with silence. */
  requested: boolean
}

/** Who takes up what was said in an ambient room, where nobody was addressed. [D10] */
export function ambientChoice(state: DirectorState): AmbientChoice {
  const { head, run, floor = SILENT_FLOOR } = state
  return chooseAmbient({
    floor,
    agents: awakeAgents(state),
    people: head.members.filter(({ kind }) => kind === 'person').map(({ id }) => id),
    requested: run.waiting?.cause === 'requested',
  })
}

/**
 * The rule without a model: how likely each agent is to be the one who speaks now, as people were seen to in
 * their chats, moved by its talkativeness. A lone person talks to somebody: the only agent answers, and of
 * several the likeliest answers a question. A question to nobody in particular is for a model to judge; what
 * was said to another person is not the agents' to answer.
 */
export function chooseAmbient({ floor, agents, people, requested }: AmbientOccasion): AmbientChoice {
  const likely = agents
    .map(({ id, talkativeness = USUAL_TALKATIVENESS }) => ({
      member: id,
      score: shifted(willSpeakSoon(floor, id), talkativeness),
      isMute: talkativeness === 0,
    }))
    .toSorted((a, b) => b.score - a.score)
  const willing = likely.filter(({ isMute }) => !isMute)
  const [first] = requested ? likely : willing
  if (first === undefined) return { kind: 'silent', reasons: likely.map(unlikely) }
  const others = likely.filter(({ member }) => member !== first.member)
  const speak = (code: Reason['code']): AmbientChoice => ({
    kind: 'speak',
    member: first.member,
    reasons: [reason(code, first), ...others.slice(0, MOST_CANDIDATES).map(unlikely)],
  })
  if (requested) return speak('likely')
  const [only, ...rest] = people
  const isAlone = only !== undefined && rest.length === 0
  const said = floor.recent.at(-1)
  const isQuestion = said?.shows.asks === true
  const isForPeople = said !== undefined && said.to.length > 0 && said.to.every((id) => people.includes(id))
  if (first.score >= SPEAKS_FROM) return speak('likely')
  if (isAlone && agents.length === 1) return speak('only-agent')
  if (isAlone && isQuestion) return speak('alone-with-person')
  if (isAlone || (!isForPeople && (isQuestion || first.score >= SILENT_BELOW))) {
    const asked = willing.slice(0, MOST_CANDIDATES)
    return {
      kind: 'ask',
      candidates: asked.map(({ member }) => member),
      reasons: asked.map((one) =>
        reason(isAlone ? 'alone-with-person' : isQuestion ? 'open-question' : 'likely', one),
      ),
    }
  }
  return { kind: 'silent', reasons: likely.slice(0, MOST_CANDIDATES).map(unlikely) }
}

type Likely = { member: MemberId; score: number }

function reason(code: Reason['code'], { member, score }: Likely): Reason {
  return { code, member, score: Math.round(score * 100) / 100 }
}

function unlikely(one: Likely): Reason {
  return reason('unlikely', one)
}

/** Moves a probability by a talkativeness: 0.5 leaves it, towards 0 and 1 the odds go to nothing and all. */
function shifted(probability: number, talkativeness: number): number {
  const inner = Math.min(0.98, Math.max(0.02, talkativeness))
  const odds = (probability / (1 - probability)) * (inner / (1 - inner))
  return odds / (1 + odds)
}
