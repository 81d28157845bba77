import type { Member, MemberId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { eventsOf, outcomes, plans, speakers } from '../test/looking.ts'
import { lines, UNAVAILABLE } from '../test/script.ts'
import type { Script } from '../test/script.ts'
import { agent, agentId, PAT, VirtualRoom } from '../test/virtual-room.ts'
import type { VirtualRoomOptions } from '../test/virtual-room.ts'
import { hear, SILENT_FLOOR } from './floor/index.ts'
import { chooseAmbient } from './index.ts'

const QUINN: Member = { id: 'quinn' as MemberId, kind: 'person', name: 'Quinn', role: 'member' }
const RAIN = lines(['It rains.'])

/** Pat, Quinn, Ann, Bob and Cleo. */
function ambient(options: Partial<VirtualRoomOptions> = {}): VirtualRoom {
  const settings = { replyMode: 'ambient', ...options.settings } as const
  const room = new VirtualRoom({
    agents: ['Ann', 'Bob', 'Cleo'],
    pace: 'instant',
    script: RAIN,
    ...options,
    settings,
  })
  room.act('member-added', { member: QUINN }, PAT)
  return room
}

const silencesKept = (room: VirtualRoom) => eventsOf(room, 'silence-kept').map(({ data }) => data.reasons)

test('[D10] DIR-36 the addressed answer one by one, each once, whatever people say in between', () => {
  const room = ambient({ pace: 'human' })
  room.at(0, () => room.post('Cleo and Ann, is it raining?'))
  room.at(2_000, () => room.post('It is.', QUINN.id))
  room.run()
  expect(speakers(room)).toEqual([PAT, QUINN.id, 'cleo', 'ann'])
  expect(plans(room)[0]?.reasons).toContainEqual({ code: 'addressed', member: 'cleo', event: 'p7' })
  expect(eventsOf(room, 'turn-advanced').every(({ data }) => data.phase !== 'deciding')).toBe(true)
})

test('[D10, D13] DIR-36 agents answer each other only when addressed', () => {
  const room = ambient({ script: lines(['Bob knows.', 'I do not know.']) })
  room.at(0, () => room.post('Ann?'))
  room.run()
  expect(speakers(room)).toEqual([PAT, 'ann', 'bob'])
})

test('[D10] DIR-37 DIR-40 what is said between people is left alone, and the log says why', () => {
  const room = ambient()
  room.at(0, () => room.post('Quinn, shall we go?')).at(9_000, () => room.post('Yes, now.', QUINN.id))
  room.run()
  expect(plans(room)).toEqual([])
  const [first, second] = silencesKept(room)
  expect(first?.[0]).toEqual({ code: 'person-spoke', event: 'p7' })
  expect(first?.slice(1).map(({ code, member }) => [code, member])).toEqual([
    ['unlikely', 'ann'],
    ['unlikely', 'bob'],
    ['unlikely', 'cleo'],
  ])
  expect(first?.[1]?.score).toBeLessThan(0.3)
  expect(second?.[0]).toEqual({ code: 'person-spoke', event: 'p8' })
  expect(eventsOf(room, 'silence-kept').map(({ id }) => id)).toEqual(['k1', 'k2'])
})

test('[D10] DIR-37 the likelier an agent, the less is asked: odds move with its talkativeness', () => {
  const words = ['Ann, is it up?', 'It is up.', 'Ann, and now?', 'It is still up.', 'And what of the disk?']
  const floor = words.reduce(
    (heard, text, index) =>
      hear(heard, {
        by: index % 2 === 0 ? PAT : agentId('Ann'),
        at: index * 4_000,
        text,
        to: text.startsWith('Ann') ? [agentId('Ann')] : [],
      }),
    SILENT_FLOOR,
  )
  const kinds = [0, 0.02, 0.5, 1].map((talkativeness) => {
    const agents = [{ id: agentId('Ann'), talkativeness }]
    const { reasons, kind } = chooseAmbient({ floor, agents, people: [PAT, QUINN.id], requested: false })
    return { kind, score: reasons[0]?.score ?? 0 }
  })
  expect(kinds.map(({ kind }) => kind)).toEqual(['silent', 'ask', 'ask', 'speak'])
  expect(kinds.map(({ score }) => score)).toEqual(kinds.map(({ score }) => score).toSorted((a, b) => a - b))
})

test('[D10] DIR-38 a lone person is answered by the only agent, and a question of it by the likeliest', () => {
  const alone = new VirtualRoom({
    agents: ['Ann'],
    pace: 'instant',
    script: RAIN,
    settings: { replyMode: 'ambient' },
  })
  alone.at(0, () => alone.post('I am tired.'))
  alone.run()
  expect(speakers(alone)).toEqual([PAT, 'ann'])
  expect(plans(alone)[0]?.reasons[1]).toMatchObject({ code: 'only-agent', member: 'ann' })
  const several = new VirtualRoom({
    agents: ['Ann', 'Bob'],
    pace: 'instant',
    script: RAIN,
    settings: { replyMode: 'ambient' },
  })
  several.at(0, () => several.post('What now?'))
  several.run()
  expect(speakers(several)).toHaveLength(2)
  expect(plans(several)[0]?.mayDecline).toBeUndefined()
})

test('[D10] DIR-38 who is not talkative at all speaks only when named', () => {
  const room = ambient({ agents: [] })
  for (const name of ['Ann', 'Bob']) {
    room.act('member-added', { member: { ...agent(name), talkativeness: 0 } }, PAT)
  }
  room.at(0, () => room.post('Does anybody know?')).at(9_000, () => room.post('Bob?'))
  room.run()
  expect(silencesKept(room)).toHaveLength(1)
  expect(speakers(room)).toEqual([PAT, PAT, 'bob'])
})

const JUDGED: [string, Script, string][] = [
  ['lets one speak', () => ({ kind: 'picks', afterMs: 9 }), 'spoke'],
  ['keeps silent', () => ({ kind: 'declines', afterMs: 9 }), 'stayed-silent'],
  ['only reacts', () => ({ kind: 'declines', afterMs: 9, by: agentId('Bob'), reaction: 'heart' }), 'reacted'],
]

test.for(JUDGED)(
  '[D10] DIR-39 asked whether anybody answers an open question, a model %s',
  ([, script, outcome]) => {
    const picking: Script = (call) => (call.speaker === undefined ? script(call) : RAIN(call))
    const room = ambient({ script: picking })
    room.at(0, () => room.post('Is it raining?'))
    room.run()
    expect(plans(room)[0]).toMatchObject({
      mayDecline: true,
      reactTo: 'p7',
      candidates: ['ann', 'bob', 'cleo'],
    })
    expect(outcomes(room)).toEqual([outcome])
    expect(eventsOf(room, 'reaction-added').map(({ by }) => by)).toEqual(outcome === 'reacted' ? ['bob'] : [])
  },
)

test('[D10] DIR-39 whoever has to speak cannot decline, and nobody reacts who is not asked', () => {
  const named = ambient({ script: () => ({ kind: 'declines', afterMs: 9 }) })
  named
    .at(0, () => named.act('room-changed', { replyMode: 'autopilot' }, PAT))
    .at(1, () => named.post('Ann?'))
  named.run()
  expect(outcomes(named)).toEqual(['failed'])
  const open = ambient({ script: () => ({ kind: 'declines', afterMs: 9, by: PAT, reaction: 'like' }) })
  open.at(0, () => open.post('Is it raining?'))
  open.run()
  expect(outcomes(open)).toEqual(['failed'])
  expect(eventsOf(open, 'reaction-added')).toEqual([])
})

test('[D2, D10] DIR-41 a request lets the likeliest speak', () => {
  const room = ambient()
  room.at(0, () => room.request('continue'))
  room.run()
  expect(speakers(room)).toHaveLength(1)
  expect(plans(room)[0]?.mayDecline).toBeUndefined()
})

test.for<[string, (room: VirtualRoom) => unknown, string[]]>([
  ['another agent leaves', (room) => room.remove('Cleo'), ['ann']],
  ['the server dies', (room) => room.crash(), ['ann']],
  ['a person stops it', (room) => room.act('turns-stopped', {}, PAT), []],
])('[D4, D10, D15] DIR-42 a turn of which nothing is visible, when %s', ([, happen, spoke]) => {
  const slow: Script = ({ speaker }) =>
    speaker === undefined
      ? { kind: 'picks', afterMs: 1_000 }
      : { kind: 'answers', afterMs: 1_000, text: 'It rains.' }
  const room = ambient({ script: slow })
  room.at(0, () => room.post('Is it raining?')).at(800, () => happen(room))
  room.run()
  expect(speakers(room).slice(1)).toEqual(spoke)
})

test('[D10] DIR-23 DIR-42 a failure ends the debt of its agent, and others go on', () => {
  const room = ambient({
    script: ({ speaker }) =>
      speaker === 'ann'
        ? { kind: 'fails', afterMs: 5, failure: UNAVAILABLE }
        : { kind: 'answers', afterMs: 5, text: 'It rains.' },
  })
  room.at(0, () => room.post('Ann and Bob?'))
  room.run()
  expect(outcomes(room)).toEqual(['failed', 'spoke'])
  expect(speakers(room)).toEqual([PAT, 'bob'])
})

test('[D4] DIR-27 a visible reply of an ambient room goes on past a person, an unseen one does not', () => {
  const room = ambient({
    script: () => ({ kind: 'streams', afterMs: 1_000, chunks: ['One ', 'two'], everyMs: 1_000 }),
  })
  room
    .at(0, () => room.post('Ann?'))
    .at(2_000, () => room.post('Hm.'))
    .at(9_000, () => room.post('Bob?'))
  room.at(9_700, () => room.post('Please.'))
  room.run()
  expect(outcomes(room)).toEqual(['spoke', 'interrupted', 'spoke'])
  expect(eventsOf(room, 'message-finished').map(({ data }) => data.status)).toEqual(['complete', 'complete'])
})
