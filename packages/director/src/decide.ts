import type { EventId, MemberId, TurnId, TurnPlan } from '@parley/protocol'
import { agentsOf } from '@parley/room'
import { ambientChoice } from './ambient.ts'
import { dice } from './dice.ts'
import type { Effect } from './effect.ts'
import { eligibility } from './eligibility.ts'
import { PRIORITY, REACTION_PROBABILITY } from './pace.ts'
import type { Timing } from './pace.ts'
import { awakeAgents, hasSeveral } from './state.ts'
import type { DirectorState, Run } from './state.ts'
import { append, decideTurn, fact } from './turns.ts'
import { isOver, nextDueAt } from './when.ts'

/** What is to be done in this state at this moment, without any new input. */
export function decide(state: DirectorState, now: number, timing: Timing): Effect[] {
  if (state.head.turns.length > 0) {
    return state.head.turns.flatMap((turn) => decideTurn(state, turn, now))
  }
  const due = nextDueAt(state, timing)
  if (due === undefined || due > now) return []
  return isOver(state) ? silence(state) : begin(state, now)
}

/** Who has the next turn is a matter of the reply mode. */
function begin(state: DirectorState, now: number): Effect[] {
  switch (state.head.settings.replyMode) {
    case 'autopilot':
      return queueEligible(state, now)
    case 'ambient':
      return queueNamed(state, now) ?? consider(state, now)
    case 'manual':
      return queueNamed(state, now) ?? []
  }
}

/** Whoever is asked, and then whoever is addressed, has a turn of its own; undefined: nobody is. [D10, D11] */
function queueNamed(state: DirectorState, now: number): Effect[] | undefined {
  const { head, run } = state
  const isAwake = (id: MemberId) => awakeAgents(state).some((agent) => agent.id === id)
  const asked = head.asked.find(({ member }) => isAwake(member))
  if (asked !== undefined) {
    const { member, event } = asked
    return [
      queue(state, now, {
        cause: 'requested',
        priority: PRIORITY.person,
        candidates: [member],
        mustAnswer: member,
        reasons: [
          { code: 'requested', event },
          { code: 'asked', member, event },
        ],
      }),
    ]
  }
  const owed = run.owed.find(({ member }) => isAwake(member))
  if (owed === undefined) return undefined
  const { member, event, spokenFor } = owed
  const cause = causeOf(run)
  return [
    queue(state, now, {
      cause,
      candidates: [member],
      mustAnswer: member,
      reasons: [
        { code: cause, event },
        { code: spokenFor === true ? 'spoken-for' : 'addressed', member, event },
      ],
    }),
  ]
}

/** Nobody is named: a rule decides, or leaves it to a model, or all keep silent. [D10] */
function consider(state: DirectorState, now: number): Effect[] {
  const { run } = state
  const cause = causeOf(run)
  const choice = ambientChoice(state)
  const event = eventOf(run)
  const reasons = [{ code: cause, ...event }, ...choice.reasons]
  switch (choice.kind) {
    case 'silent':
      return [append(state, [fact('silence-kept', `k${run.turns + 1}`, { reasons })])]
    case 'speak':
      return [queue(state, now, { cause, candidates: [choice.member], reasons })]
    case 'ask': {
      const reactTo = run.lastMessage === undefined ? {} : { reactTo: run.lastMessage.id }
      return [
        queue(state, now, { cause, candidates: choice.candidates, mayDecline: true, ...reactTo, reasons }),
      ]
    }
  }
}

function queueEligible(state: DirectorState, now: number): Effect[] {
  const { run } = state
  const { candidates, mustAnswer, asked, reasons } = eligibility(state)
  if (candidates.length === 0) return []
  const cause = asked === undefined ? causeOf(run) : 'requested'
  const about = asked === undefined ? eventOf(run) : { event: asked }
  const reactTo = reactionTarget(state, candidates)
  return [
    queue(state, now, {
      cause,
      candidates,
      ...(mustAnswer === undefined ? {} : { mustAnswer }),
      ...(asked === undefined ? {} : { priority: PRIORITY.person }),
      ...(reactTo === undefined ? {} : { reactTo }),
      reasons: [{ code: cause, ...about }, ...reasons],
    }),
  ]
}

type Chosen = Pick<TurnPlan, 'cause' | 'candidates' | 'reasons'> & Partial<TurnPlan>

function queue(state: DirectorState, now: number, chosen: Chosen): Effect {
  const { head, run } = state
  const id = `t${run.turns + 1}` as TurnId
  const { cause, candidates, reasons, ...rest } = chosen
  const plan: TurnPlan = {
    id,
    cause,
    priority: run.agentMessages === 0 ? PRIORITY.person : PRIORITY.agent,
    interruption: head.interruption,
    candidates,
    wrapUp: wrapsUp(state),
    notBefore: now,
    attempt: run.attempts,
    ...rest,
    reasons,
  }
  return append(state, [fact('turn-queued', `${id}-queued`, { plan })])
}

/** Asked one by one, agents do not run on: there is nothing to wrap up in a manual room. [D9, D11] */
function wrapsUp(state: DirectorState): boolean {
  const { replyMode, maxConsecutiveAgentMessages } = state.head.settings
  return (
    replyMode !== 'manual' && hasSeveral(state) && state.run.agentMessages >= maxConsecutiveAgentMessages - 1
  )
}

/** A turn that was cut off by something else than a person is queued again for what it was about. */
function causeOf(run: Run): TurnPlan['cause'] {
  if (run.waiting !== undefined) return run.waiting.cause
  if (run.attempts > 0) return 'recovered'
  if (run.agentMessages > 0) return 'agent-spoke'
  return run.lastMessage === undefined || run.lastSpeaker !== undefined ? 'requested' : 'person-spoke'
}

function eventOf(run: Run): { event?: EventId } {
  const event = run.waiting?.event ?? run.lastMessage?.id
  return event === undefined ? {} : { event }
}

/** The last message, if the dice ask for a reaction and nobody could react to itself. [D8] */
function reactionTarget({ head, run }: DirectorState, candidates: readonly MemberId[]): EventId | undefined {
  if (run.lastMessage === undefined || candidates.includes(run.lastMessage.by)) return undefined
  return dice(head.seed, head.seq, 'reaction') < REACTION_PROBABILITY ? run.lastMessage.id : undefined
}

/** The run is over: the last speaker, or if it has left another agent, silences its notifications. [D9, D13] */
function silence(state: DirectorState): Effect[] {
  const { head, run } = state
  const last = agentsOf(head).find((agent) => agent.id === run.lastSpeaker) ?? awakeAgents(state)[0]
  if (last === undefined) return []
  const code =
    run.agentMessages >= head.settings.maxConsecutiveAgentMessages ? 'cap-reached' : 'acknowledgements'
  return [append(state, [fact('room-silenced', `s${run.turns}`, { member: last.id, reasons: [{ code }] })])]
}
