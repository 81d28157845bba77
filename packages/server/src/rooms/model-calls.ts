import type { MemberId, Pace, RoomId, TurnPlan } from '@parley/protocol'
import type { Attachments } from '../attachments/attachments.ts'
import type { Lorebooks } from '../cards/index.ts'
import { ambientContext, autopilotContext, speakerContext, undeleted } from '../context/index.ts'
import { composeAutopilot, judgeAmbient, occasionFor, pickSpeaker, streamReply } from '../models/index.ts'
import type { Composed, Declined, Delay, Models, Picked, ReplyPart, ResolvedModel } from '../models/index.ts'
import type { ToolPart } from '../tools/converse.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import type { Spending } from '../spending/spending.ts'
import type { Store } from '../store/store.ts'
import type { ApprovalDesk } from './approval-desk.ts'
import { givenFiles } from './given-files.ts'
import type { Histories } from './histories.ts'
import { metered, meteredStream } from './metered.ts'
import type { Metering } from './metered.ts'
import { readScene, type Scene } from './scene.ts'
import { wordsWithTools } from './words-with-tools.ts'

export type ModelCallPorts = {
  store: Store
  models: Models
  /** Absent: calls have no budget. */
  spending?: Spending
  /** Absent: messages have no files. */
  attachments?: Pick<Attachments, 'read'>
  /** Absent: agents know no more than their personality says. */
  lorebooks?: Pick<Lorebooks, 'read'>
  /** Absent: no history is summarised. */
  histories?: Histories
  /** Absent: agents have no tools. */
  toolbox?: Toolbox
  /** Set: the pace of every room. */
  pace?: Pace
  /** Waits between attempts; a real one by default. */
  delay?: Delay
}

/** What the turns of a room ask of models; a simulation lets a script answer. Aborting ends a call at once. */
export type ModelCalls = {
  /**
   * Chooses among the candidates, perhaps with the words; with `plan.mayDecline`, perhaps nobody. Throws a
   * `ModelFailure`, or anything.
   */
  decide(room: RoomId, plan: TurnPlan, signal: AbortSignal): Promise<Composed | Picked | Declined>
  /**
   * The words of one agent, by its own model, and what its tools do; what is yielded is written to the log
   * before the next is asked for. `desk`: where its tools wait for people. Throws as `decide`.
   */
  words(
    room: RoomId,
    plan: TurnPlan,
    speaker: MemberId,
    signal: AbortSignal,
    desk: ApprovalDesk,
  ): AsyncIterable<ReplyPart | ToolPart>
}

/** The calls of the configured models, in the context that the store has. */
export function modelCalls(ports: ModelCallPorts): ModelCalls {
  return {
    decide: (room, plan, signal) =>
      plan.mayDecline === true
        ? decideWhether(ports, room, plan, signal)
        : decideSpeaker(ports, room, plan, signal),
    words: (...call) => speakerWords(ports, ...call),
  }
}

/** Asks a model, which may be a small one, whether anybody speaks. [D10] */
async function decideWhether(
  ports: ModelCallPorts,
  room: RoomId,
  { candidates, reactTo }: TurnPlan,
  signal: AbortSignal,
): Promise<Picked | Declined> {
  const scene = await sceneFor(ports, room, () => [ports.models.judge])
  const context = ambientContext({ ...scene, candidates, reactTo })
  const model = ports.models.resolve(ports.models.judge, options(ports, scene))
  return metered(metering(ports, scene, model, context), () =>
    judgeAmbient({ model, context, signal, delay: ports.delay }),
  )
}

/**
 * Lets a model choose among the candidates. Where all share one model its answer carries the words,
 * else, or where a candidate has tools, they are asked of the speaker's own model in a second call. [D2, M7]
 */
async function decideSpeaker(
  ports: ModelCallPorts,
  room: RoomId,
  plan: TurnPlan,
  signal: AbortSignal,
): Promise<Composed | Picked> {
  const { candidates, mustAnswer, reactTo, wrapUp } = plan
  const eligible = mustAnswer === undefined ? candidates : [mustAnswer]
  const modelsOf = (agents: Scene['agents']) => [
    ...new Set(eligible.map((id) => agents.get(id)?.model || ports.models.default.id)),
  ]
  const scene = await sceneFor(ports, room, modelsOf)
  const [shared = '', ...others] = modelsOf(scene.agents)
  const files = await givenFiles(ports.attachments, scene.timeline, others.length === 0 ? shared : '')
  const lore = await ports.lorebooks?.read(eligible)
  const context = autopilotContext({ ...scene, files, lore, candidates, mustAnswer, reactTo, wrapUp })
  const model = ports.models.resolve(others.length === 0 ? shared : '', options(ports, scene))
  // Who has tools speaks by its own model, so that it can use them.
  const withTools = await mayUseTools(ports, scene, model, eligible)
  const request = { model, context, signal, delay: ports.delay }
  // One that is the only one is asked for its words at once.
  if (withTools && context.candidates.length === 1 && context.reactTo === undefined)
    return pickSpeaker(request)
  return metered<Composed | Picked>(metering(ports, scene, model, context), () =>
    others.length === 0 && !withTools ? composeAutopilot(request) : pickSpeaker(request),
  )
}

async function* speakerWords(
  ports: ModelCallPorts,
  room: RoomId,
  plan: TurnPlan,
  speaker: MemberId,
  signal: AbortSignal,
  desk: ApprovalDesk,
): AsyncGenerator<ReplyPart | ToolPart> {
  const [scene, askedBy] = await Promise.all([
    sceneFor(ports, room, (agents) => [agents.get(speaker)?.model ?? '']),
    readAsker(ports, room, plan),
  ])
  const model = ports.models.resolve(scene.agents.get(speaker)?.model ?? '', options(ports, scene))
  const files = await givenFiles(ports.attachments, scene.timeline, model.id)
  const lore = await ports.lorebooks?.read([speaker])
  const context = speakerContext({ ...scene, files, lore, speaker, wrapUp: plan.wrapUp, askedBy })
  if (ports.toolbox !== undefined && (await mayUseTools(ports, scene, model, [speaker]))) {
    const { toolbox, store, spending, delay } = ports
    const names = scene.agents.get(speaker)?.tools
    const turn = { head: scene.head, plan, model, context, names, signal, desk }
    return yield* wordsWithTools({ toolbox, store, spending, delay }, turn)
  }
  yield* meteredStream(metering(ports, scene, model, context), () =>
    streamReply({ model, context, signal, delay: ports.delay }),
  )
}

/**
 * Whether one of them has tools that it may want to use. The rehearsal model plays as if it had none, unless a
 * person has just asked for what one does. [M2, M7]
 */
async function mayUseTools(
  { toolbox }: ModelCallPorts,
  { agents, head, timeline }: Scene,
  { rehearsal }: ResolvedModel,
  speakers: readonly MemberId[],
): Promise<boolean> {
  const equipped = speakers.filter((id) => toolbox?.isEquipped(agents.get(id)?.tools) === true)
  if (toolbox === undefined || !rehearsal) return equipped.length > 0
  const last = undeleted(timeline).findLast((item) => item.kind === 'message')
  if (last === undefined || !head.members.some(({ id, kind }) => id === last.by && kind === 'person'))
    return false
  for (const id of equipped) {
    const tools = await toolbox.offered(agents.get(id)?.tools, head.settings, last.by)
    if (occasionFor(last.text, tools) !== undefined) return true
  }
  return false
}

/** What models are about to be shown; where that is much, a summary is made for the next time. [M6] */
async function sceneFor(
  ports: ModelCallPorts,
  room: RoomId,
  modelsOf: (agents: Scene['agents']) => readonly string[],
): Promise<Scene> {
  const tokens = (id: string) => ports.models.historyTokens(id)
  const scene = await readScene(ports.store, room, (agents) => Math.min(...modelsOf(agents).map(tokens)))
  ports.histories?.look(scene)
  return scene
}

function metering(
  { spending }: ModelCallPorts,
  { head }: Scene,
  model: Metering['model'],
  context: Metering['context'],
): Metering {
  return { spending, room: head.id, budget: head.settings.budget, model, context }
}

/** The person who asked for the turn by name, or by a request. [D11] */
async function readAsker(
  { store }: ModelCallPorts,
  room: RoomId,
  { reasons }: TurnPlan,
): Promise<MemberId | undefined> {
  const event = reasons.find(({ code }) => code === 'asked')?.event
  return event === undefined ? undefined : (await store.readEvent(room, event))?.by
}

function options({ pace }: ModelCallPorts, { head }: Scene): { pace: Pace } {
  return { pace: pace ?? head.settings.pace }
}
