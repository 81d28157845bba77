import type { EventId, Failure, Member, MemberId, ReplyMode } from '@parley/protocol'
import { expect, test } from 'vitest'
import { lines, UNAVAILABLE } from '../test/script.ts'
import type { Reply, Script } from '../test/script.ts'
import { Transcript } from '../test/transcript.ts'
import { agentId, PAT } from '../test/virtual-room.ts'
import type { VirtualRoom, VirtualRoomOptions } from '../test/virtual-room.ts'

// `vitest run packages/director -u` writes golden/*.txt anew; read the difference before it is kept.

type Scenario = Partial<VirtualRoomOptions> & {
  acts: [number, (room: VirtualRoom) => unknown][]
}

const QUINN: Member = { id: 'quinn' as MemberId, kind: 'person', name: 'Quinn', role: 'member' }

const OVER_BUDGET: Failure = {
  code: 'budget-reached',
  message: 'This room has used up its budget for today.',
  retryable: true,
}

const TALK = lines(['Hello!', 'Nice to see you.', 'What a day.', 'Indeed.', 'See you soon.'], 800)

const SCENARIOS: Record<string, Scenario> = {
  'hello in a room of three, human pace': { acts: [hello(1_000)] },
  'instant pace': { settings: { pace: 'instant' }, acts: [hello(1_000)] },
  'pace of the installation over that of the room': { pace: 'instant', acts: [hello(1_000)] },
  'interruption while typing': { acts: [hello(1_000), [4_000, (room) => room.post('Wait, one thing')]] },
  'interruption in the middle of a streamed message': {
    script: streaming(['One ', 'two ', 'three ', 'four'], 1_000),
    acts: [hello(1_000), [10_500, (room) => room.post('Stop')]],
    settings: { maxConsecutiveAgentMessages: 1 },
  },
  'three messages are one batch': {
    acts: [
      hello(1_000),
      [1_300, (room) => room.post('I am Pat')],
      [1_700, (room) => room.post('How are you?')],
    ],
    settings: { maxConsecutiveAgentMessages: 1 },
  },
  'one is addressed': {
    acts: [[1_000, (room) => room.post('Cleo, what do you think?')]],
    settings: { maxConsecutiveAgentMessages: 2 },
  },
  'two are addressed': {
    acts: [[1_000, (room) => room.post('Cleo and @bob, what do you think?')]],
    settings: { maxConsecutiveAgentMessages: 3 },
  },
  'an agent addresses another': {
    script: lines(['Cleo, you know this.', 'I do.']),
    acts: [[1_000, (room) => room.post('Bob, what is a haiku?')]],
    settings: { maxConsecutiveAgentMessages: 2 },
  },
  'one agent answers each batch once': {
    agents: ['Ann'],
    acts: [hello(1_000), [20_000, (room) => room.post('And you?')], [40_000, (room) => room.add('Bob')]],
  },
  'cap, wrap-up and the silenced line, then a person wakes the room': {
    acts: [hello(1_000), [60_000, (room) => room.post('One more thing')]],
    settings: { maxConsecutiveAgentMessages: 3 },
  },
  'a reaction comes before the message': {
    script: ({ count }) => ({ kind: 'answers', afterMs: 500, text: `Line ${count}`, reaction: 'heart' }),
    acts: [hello(1_000)],
    settings: { maxConsecutiveAgentMessages: 2 },
  },
  'a speaker is picked, then asked for the words': {
    script: ({ speaker, count }): Reply =>
      speaker === undefined
        ? { kind: 'picks', afterMs: 300 }
        : { kind: 'streams', afterMs: 700, chunks: [`Line `, `${count}`], everyMs: 50 },
    acts: [hello(1_000)],
    settings: { maxConsecutiveAgentMessages: 2 },
  },
  'failure, then a retry by a person': {
    script: firstly({ kind: 'fails', afterMs: 2_000, failure: UNAVAILABLE }),
    acts: [hello(1_000), [10_000, (room) => room.request('retry', 't1')]],
    settings: { maxConsecutiveAgentMessages: 2 },
  },
  'a stream that breaks off': {
    script: firstly({
      kind: 'streams',
      afterMs: 500,
      chunks: ['I was ', 'saying'],
      everyMs: 100,
      failure: UNAVAILABLE,
    }),
    acts: [hello(1_000), [20_000, (room) => room.request('retry', 't1')]],
    settings: { maxConsecutiveAgentMessages: 2 },
  },
  'a model that lets the wrong agent speak': {
    script: () => ({ kind: 'answers', afterMs: 500, text: 'It is me', speaker: PAT }),
    acts: [hello(1_000)],
  },
  'the speaking agent is removed': {
    agents: ['Ann', 'Bob'],
    script: streaming(['Ann is ', 'talking ', 'on'], 1_000),
    acts: [
      [1_000, (room) => room.post('Ann, go on')],
      [9_200, (room) => room.remove('Ann')],
    ],
  },
  'the room is deleted in mid-call and restored': {
    script: lines(['Late.'], 5_000),
    acts: [
      hello(1_000),
      [3_000, (room) => room.act('room-deleted', {}, PAT)],
      [60_000, (room) => room.act('room-restored', {}, PAT)],
    ],
    settings: { maxConsecutiveAgentMessages: 1 },
  },
  'a person sets a silent room going': {
    acts: [
      [1_000, (room) => room.request('start')],
      [60_000, (room) => room.request('continue')],
    ],
    settings: { maxConsecutiveAgentMessages: 2 },
  },
  'everybody is paused': {
    agents: ['Ann', 'Bob'],
    acts: [
      [100, (room) => [room.pause('Ann'), room.pause('Bob')]],
      hello(1_000),
      [9_000, (room) => room.pause('Bob', false)],
    ],
  },
  'manual and back': {
    acts: [
      hello(1_000),
      [3_000, (room) => room.act('room-changed', { replyMode: 'manual' }, PAT)],
      [5_000, (room) => room.post('Nobody answers this')],
      [9_000, (room) => room.act('room-changed', { replyMode: 'autopilot' }, PAT)],
      [20_000, (room) => room.post('But this')],
    ],
    settings: { maxConsecutiveAgentMessages: 1 },
  },
  'crash and recovery': {
    script: ({ plan, count }) => ({ kind: 'answers', afterMs: 1_000, text: `Line ${count} of ${plan.id}` }),
    acts: [hello(1_000), [3_000, (room) => room.crash()]],
    settings: { maxConsecutiveAgentMessages: 2 },
  },
  'crash in the middle of a streamed message': {
    script: streaming(['One ', 'two ', 'three'], 1_000),
    acts: [hello(1_000), [9_600, (room) => room.crash()]],
    settings: { maxConsecutiveAgentMessages: 2 },
  },
  'a server that dies every time': {
    script: lines(['Never said'], 2_000),
    acts: [hello(1_000), ...[2_000, 4_000, 6_000].map(crashAt)],
  },
}

const AMBIENT: Record<string, Scenario> = {
  'ambient: whoever is addressed answers, chatter is left alone': {
    acts: [
      [1_000, (room) => [room.add('Dan'), room.act('member-added', { member: QUINN }, PAT)]],
      [2_000, (room) => room.post('Cleo, is it raining?')],
      [30_000, (room) => room.post('Quinn, shall we go?')],
      [35_000, (room) => room.post('I am ready.', QUINN.id)],
    ],
    script: lines(['It rains.']),
  },
  'ambient: a question to nobody is judged by a model, and silence is an answer': {
    script: ({ speaker, count }) => {
      if (speaker !== undefined) return { kind: 'answers', afterMs: 500, text: 'At nine.' }
      return count === 1
        ? { kind: 'picks', afterMs: 300 }
        : { kind: 'declines', afterMs: 300, by: agentId('Cleo'), reaction: 'laugh' }
    },
    acts: [
      [1_000, (room) => room.act('member-added', { member: QUINN }, PAT)],
      [2_000, (room) => room.post('When does it open?')],
      [30_000, (room) => room.post('Who would have thought?', QUINN.id)],
    ],
  },
  'ambient: a lone person talks to the only agent': { agents: ['Ann'], acts: [hello(1_000)] },
  'ambient: a person cuts off what nobody has seen, and lets a visible reply finish': {
    script: streaming(['One ', 'two ', 'three ', 'four'], 1_000),
    acts: [
      [1_000, (room) => room.post('Ann, count')],
      [3_000, (room) => room.post('To four, please')],
      [9_000, (room) => room.post('Bob, do you listen?')],
    ],
  },
  'ambient: agents answer each other when addressed, up to the cap': {
    script: ({ plan, count }) => ({
      kind: 'answers',
      afterMs: 500,
      text: `${plan.mustAnswer === 'ann' ? 'Bob' : 'Ann'}, what is ${count} and ${count}?`,
    }),
    acts: [[1_000, (room) => room.post('Ann, ask Bob something')]],
    settings: { maxConsecutiveAgentMessages: 3 },
  },
}

const MANUAL: Record<string, Scenario> = {
  'manual: all are asked and answer in order': {
    acts: [
      [1_000, (room) => room.post('Ann, nobody mentions you')],
      [3_000, (room) => room.ask('Bob', 'Cleo', 'Ann')],
      [4_000, (room) => room.ask('Cleo')],
    ],
  },
  'manual: a mention asks, a person does not interrupt, a stop does': {
    script: streaming(['One ', 'two ', 'three'], 1_000),
    acts: [
      [1_000, (room) => room.post('@bob and @Ann, count')],
      [3_000, (room) => room.post('Thank you')],
      [12_000, (room) => room.act('turns-stopped', {}, PAT)],
    ],
  },
  'manual: the next is asked though the one before failed': {
    script: firstly({ kind: 'fails', afterMs: 1_000, failure: UNAVAILABLE }),
    acts: [[1_000, (room) => room.ask('Ann', 'Bob')]],
  },
}

const OTHERS: Record<string, Scenario> = {
  'a message is edited and answered anew': {
    acts: [
      [1_000, (room) => room.post('Cleo, what is 1 and 1?')],
      [
        30_000,
        (room) => {
          room.act('message-deleted', { message: 't1-message' as EventId }, PAT)
          const message = room.log.events.find(({ by, type }) => by === PAT && type === 'message-posted')?.id
          if (message)
            room.act('message-edited', { message, text: 'Bob, what is 1 and 2?', rerun: true }, PAT)
        },
      ],
    ],
    settings: { maxConsecutiveAgentMessages: 1 },
  },
  'an answer is given anew': {
    acts: [
      hello(1_000),
      [
        30_000,
        (room) => {
          const { by, id } = room.log.events.findLast(({ type }) => type === 'message-posted') ?? {}
          if (by === undefined || id === undefined) return
          room.act('message-deleted', { message: id }, PAT)
          room.act('turn-requested', { intent: 'regenerate', agents: [by] }, PAT)
        },
      ],
    ],
    settings: { maxConsecutiveAgentMessages: 1 },
  },
  'agents that only agree with each other fall silent': {
    script: lines(['Rain is fine.', 'Great point, Ann!', 'Thanks, so true.', 'Never said.']),
    acts: [hello(1_000)],
  },
  'a person asks somebody while another types': {
    acts: [hello(1_000), [4_000, (room) => room.ask('Cleo')]],
    settings: { maxConsecutiveAgentMessages: 1 },
  },
  'natural pace: reading and thinking unseen, then typing': {
    script: ({ count }) => ({
      kind: 'answers',
      afterMs: 1_200,
      text: `It is number ${count}, or so I think.`,
    }),
    acts: [
      [1_000, (room) => room.post('Hello everyone, how are you on this fine day? Tell me about it.')],
      [60_000, (room) => room.post('Go on')],
    ],
    settings: { maxConsecutiveAgentMessages: 2, pace: 'natural' },
  },
  'a budget is reached': {
    script: firstly({ kind: 'fails', afterMs: 10, failure: OVER_BUDGET }),
    acts: [hello(1_000), [10_000, (room) => room.request('continue')]],
    settings: { maxConsecutiveAgentMessages: 1 },
  },
}

const ALL: [string, Scenario][] = [
  ...Object.entries(SCENARIOS),
  ...Object.entries(AMBIENT).map(inMode('ambient')),
  ...Object.entries(MANUAL).map(inMode('manual')),
  ...Object.entries(OTHERS),
]

function inMode(replyMode: ReplyMode): (named: [string, Scenario]) => [string, Scenario] {
  return ([name, scenario]) => [name, { ...scenario, settings: { ...scenario.settings, replyMode } }]
}

test.for(ALL)('golden: %s', async ([name, { acts, ...options }]) => {
  const transcript = new Transcript({ agents: ['Ann', 'Bob', 'Cleo'], script: TALK, ...options })
  const file = `../golden/${name.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}.txt`
  await expect(`${name}\n\n${transcript.play(acts)}`).toMatchFileSnapshot(file)
})

function hello(ms: number): [number, (room: VirtualRoom) => unknown] {
  return [ms, (room) => room.post('Hello everyone')]
}

function crashAt(ms: number): [number, (room: VirtualRoom) => unknown] {
  return [ms, (room) => room.crash()]
}

function streaming(chunks: string[], everyMs: number): Script {
  return () => ({ kind: 'streams', afterMs: 500, chunks, everyMs })
}

/** The first call goes this way, later ones answer. */
function firstly(reply: Reply): Script {
  return (call) => (call.count === 1 ? reply : TALK(call))
}
