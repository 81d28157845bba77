import type { Agent, MemberId, Pace, RoomId, RoomSnapshot, TurnPlan } from '@parley/protocol'
import { autopilotContext, speakerContext } from '../context/index.ts'
import { composeAutopilot, pickSpeaker, streamReply } from '../models/index.ts'
import type { Composed, Delay, Models, Picked, ReplyPart } from '../models/index.ts'
import type { Store } from '../store/store.ts'

/** How much of the timeline a model is shown. */
const CONTEXT_ITEMS = 60

export type ModelCallPorts = {
  store: Store
  models: Models
  /** Set: the pace of every room. */
  pace?: Pace
  /** Waits between attempts; a real one by default. */
  delay?: Delay
}

/** What the turns of a room ask of models; a simulation lets a script answer. Aborting ends a call at once. */
export type ModelCalls = {
  /** Chooses among the candidates, perhaps with the words. Throws a `ModelFailure`, or anything. */
  decide(room: RoomId, plan: TurnPlan, signal: AbortSignal): Promise<Composed | Picked>
  /** The words of one agent, by its own model. Throws as `decide`. */
  words(room: RoomId, plan: TurnPlan, speaker: MemberId, signal: AbortSignal): AsyncIterable<ReplyPart>
}

/** The calls of the configured models, in the context that the store has. */
export function modelCalls(ports: ModelCallPorts): ModelCalls {
  return {
    decide: (...call) => decideSpeaker(ports, ...call),
    words: (...call) => speakerWords(ports, ...call),
  }
}

/**
 * Lets a model choose among the candidates. Where all share one model its answer carries the words,
 * else they are asked of the speaker's own model in a second call. [D2]
 */
async function decideSpeaker(
  ports: ModelCallPorts,
  room: RoomId,
  plan: TurnPlan,
  signal: AbortSignal,
): Promise<Composed | Picked> {
  const { snapshot, agents } = await read(ports, room)
  const { candidates, mustAnswer, reactTo, wrapUp } = plan
  const { head, timeline } = snapshot
  const context = autopilotContext({ head, timeline, agents, candidates, mustAnswer, reactTo, wrapUp })
  const eligible = mustAnswer === undefined ? candidates : [mustAnswer]
  const [shared = '', ...others] = new Set(
    eligible.map((id) => agents.get(id)?.model || ports.models.default.id),
  )
  const model = ports.models.resolve(others.length === 0 ? shared : '', options(ports, snapshot))
  const request = { model, context, signal, delay: ports.delay }
  return others.length === 0 ? composeAutopilot(request) : pickSpeaker(request)
}

async function* speakerWords(
  ports: ModelCallPorts,
  room: RoomId,
  plan: TurnPlan,
  speaker: MemberId,
  signal: AbortSignal,
): AsyncGenerator<ReplyPart> {
  const { snapshot, agents } = await read(ports, room)
  const { head, timeline } = snapshot
  const context = speakerContext({ head, timeline, agents, speaker, wrapUp: plan.wrapUp })
  const model = ports.models.resolve(agents.get(speaker)?.model ?? '', options(ports, snapshot))
  yield* streamReply({ model, context, signal, delay: ports.delay })
}

async function read(
  { store }: ModelCallPorts,
  room: RoomId,
): Promise<{ snapshot: RoomSnapshot; agents: Map<MemberId, Agent> }> {
  const [snapshot, agents] = await Promise.all([
    store.readSnapshot(room, CONTEXT_ITEMS),
    store.directory.readAgents(),
  ])
  if (snapshot === undefined) throw new Error(`room ${room} is gone`)
  return { snapshot, agents: new Map(agents.map((agent) => [agent.id, agent])) }
}

function options({ pace }: ModelCallPorts, { head }: RoomSnapshot): { pace: Pace } {
  return { pace: pace ?? head.settings.pace }
}
