import type {
  AgentTest,
  AgentTestAnswer,
  EventId,
  MemberId,
  Message,
  RoomHead,
  RoomId,
  Seq,
} from '@parley/protocol'
import { Agent } from '@parley/protocol'
import type { Principal } from '../authority/principal.ts'
import { speakerContext } from '../context/index.ts'
import { ModelFailure, streamReply } from '../models/index.ts'
import type { Delay, Models } from '../models/index.ts'
import { meteredStream } from '../rooms/metered.ts'
import type { Spending } from '../spending/spending.ts'

export type TryPorts = { models: Models; spending: Spending; delay?: Delay; now: () => number }

/** What trying agents out uses up is counted under this name, which no room can have by chance. */
const TRIAL = 'agent-trial' as RoomId
const AGENT = 'a_trial' as MemberId

/**
 * One answer of an agent that need not be saved, as it would give it alone with this person in a room; within
 * the workspace's budget, without its tools, and without a trace in any log. [A1, D13]
 */
export async function tryAgent(
  { models, spending, delay, now }: TryPorts,
  principal: Principal,
  { profile, said }: AgentTest,
  signal: AbortSignal,
): Promise<AgentTestAnswer> {
  const agent = Agent.parse({ ...profile, id: AGENT, starter: false })
  let rehearsal = false
  try {
    const model = models.resolve(profile.model, { pace: 'instant' })
    rehearsal = model.rehearsal
    const context = speakerContext({
      head: trialRoom(principal, agent, now()),
      agents: new Map([[AGENT, agent]]),
      timeline: said.map(({ by, text }, index) =>
        message(index + 1, by === 'agent' ? AGENT : principal.id, text, now()),
      ),
      speaker: AGENT,
    })
    const metering = { spending, room: TRIAL, budget: undefined, model, context }
    let text = ''
    for await (const part of meteredStream(metering, () => streamReply({ model, context, signal, delay }))) {
      if (part.type === 'text') text += part.text
      if (part.type === 'end') return { text, usage: part.usage, rehearsal }
    }
    return { text, rehearsal }
  } catch (error) {
    if (error instanceof ModelFailure) return { failure: error.failure, rehearsal }
    throw error
  }
}

function trialRoom(principal: Principal, agent: Agent, now: number): RoomHead {
  const { id, name, title, talkativeness } = agent
  return {
    id: TRIAL,
    seq: 1 as Seq,
    createdAt: now,
    changedAt: now,
    settings: {
      title: '',
      replyMode: 'autopilot',
      pace: 'instant',
      instructions: '',
      maxConsecutiveAgentMessages: 5,
    },
    seed: 'trial',
    members: [
      { id: principal.id, kind: 'person', name: principal.name, role: 'owner' },
      { id, kind: 'agent', name, title, talkativeness, role: 'member' },
    ],
    interruption: 0,
    deleted: false,
    turns: [],
    asked: [],
  }
}

function message(seq: number, by: MemberId, text: string, at: number): Message {
  const place = { id: `trial-${seq}` as EventId, seq: seq as Seq, foldedTo: seq as Seq }
  return { kind: 'message', ...place, at, by, text, status: 'complete', reactions: [] }
}
