import type { MemberId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { eventsOf, outcomes, plans, speakers } from '../test/looking.ts'
import { lines } from '../test/script.ts'
import type { Script } from '../test/script.ts'
import { agent, PAT, VirtualRoom } from '../test/virtual-room.ts'
import type { VirtualRoomOptions } from '../test/virtual-room.ts'

const THREE = ['Ann', 'Bob', 'Cleo']

/** Whoever is preferred speaks; at the first of `texts` for the first turn and so on. */
function played(text: string, script: Script, options: Partial<VirtualRoomOptions> = {}): VirtualRoom {
  const room = new VirtualRoom({ agents: THREE, pace: 'instant', script, ...options })
  room.at(1_000, () => room.post(text))
  return room.run(10_000)
}

test('[D2] DIR-11 whoever spoke last is not a candidate, nor is who is paused', () => {
  const room = new VirtualRoom({ agents: THREE, pace: 'instant', script: lines(['It rains.']) })
  room.at(0, () => room.pause('Cleo')).at(1_000, () => room.post('Hello'))
  room.run()
  const all = plans(room)
  expect(all.every(({ candidates }) => !candidates.includes('cleo' as MemberId))).toBe(true)
  expect(speakers(room).slice(1)).toEqual([0, 1, 2, 3, 4].map((turn) => speakers(room)[1 + (turn % 2)]))
  expect(all[1]?.reasons.filter(({ code }) => code === 'paused' || code === 'spoke-last')).toHaveLength(2)
})

test('[D2] DIR-11 a message of a person makes the last speaker eligible again', () => {
  const room = played('Hello', lines(['It rains.']), { settings: { maxConsecutiveAgentMessages: 1 } })
  room.post('And?')
  room.run()
  expect(plans(room)[1]?.candidates).toHaveLength(3)
})

test('[D2] DIR-12 whoever is addressed must answer, in the order of the names', () => {
  const room = played('Cleo, Ann and bob: what do you say?', lines(['It may rain.']), {
    settings: { maxConsecutiveAgentMessages: 4 },
  })
  expect(plans(room).map(({ mustAnswer }) => mustAnswer)).toEqual(['cleo', 'ann', 'bob', undefined])
  expect(speakers(room).slice(1, 4)).toEqual(['cleo', 'ann', 'bob'])
  expect(plans(room)[0]?.reasons).toContainEqual({ code: 'addressed', member: 'cleo', event: 'p6' })
})

test('[D2] DIR-12 an agent that addresses another by a streamed message is answered by it', () => {
  const room = played(
    'Ann, ask somebody',
    () => ({ kind: 'streams', afterMs: 1, chunks: ['Cleo', '?'], everyMs: 1 }),
    {
      settings: { maxConsecutiveAgentMessages: 2 },
    },
  )
  expect(speakers(room)).toEqual([PAT, 'ann', 'cleo'])
})

test('[D2] DIR-13 what was cut off asks nothing of anybody', () => {
  const room = new VirtualRoom({
    agents: THREE,
    pace: 'instant',
    script: () => ({ kind: 'streams', afterMs: 1, chunks: ['Cleo, what do you think?'], everyMs: 1_000 }),
    settings: { maxConsecutiveAgentMessages: 1 },
  })
  room.at(0, () => room.post('Ann, hello')).at(2_000, () => room.post('Stop, all'))
  room.run()
  expect(eventsOf(room, 'message-finished')[0]?.data).toMatchObject({
    status: 'interrupted',
    text: 'Cleo, what do you think?',
  })
  expect(plans(room)[1]?.mustAnswer).toBeUndefined()
})

test('[D2] DIR-13 a debt is void when a person speaks after an agent has, and kept while nobody answered', () => {
  const room = new VirtualRoom({ agents: THREE, script: lines(['It may rain.']) })
  room.at(0, () => room.post('Cleo and Bob?')).at(2_000, () => room.post('Please'))
  room.at(12_000, () => room.post('Thank you, that is enough'))
  room.run(14_000)
  expect(plans(room).map(({ mustAnswer }) => mustAnswer)).toEqual(['cleo', 'cleo', 'bob', undefined])
})

test('[D2] DIR-13 whoever leaves owes nothing', () => {
  const room = new VirtualRoom({ agents: THREE, script: lines(['It may rain.']) })
  room
    .at(0, () => room.post('Cleo?'))
    .at(1_000, () => room.remove('Cleo'))
    .at(1_001, () => room.add('Cleo'))
  room.run(1_500)
  expect(plans(room).map(({ mustAnswer }) => mustAnswer)).toEqual(['cleo', undefined])
})

test('[D2] DIR-14 whoever has been quiet longest comes first, those that never spoke before all others', () => {
  const room = played('Hello', lines(['It rains.']), { settings: { maxConsecutiveAgentMessages: 7 } })
  const [, ...spoke] = speakers(room)
  expect(new Set(spoke.slice(0, 3)).size).toBe(3)
  expect(spoke.slice(3, 6)).toEqual(spoke.slice(0, 3))
})

test('[D1, D2] DIR-14 the dice of the room order those that never spoke', () => {
  const first = new Set(
    Array.from({ length: 30 }, (_, index) => {
      const room = new VirtualRoom({ agents: THREE, script: lines(['It rains.']), seed: `seed ${index}` })
      room.at(0, () => room.post('Hello'))
      return plans(room.run(600))[0]?.candidates[0]
    }),
  )
  expect([...first].toSorted()).toEqual(['ann', 'bob', 'cleo'])
})

test('[D12] DIR-15 a plan says why it is there, why its first choice, and why not the others', () => {
  const room = played('Hello', lines(['It rains.']), { settings: { maxConsecutiveAgentMessages: 2 } })
  const [first, second] = plans(room)
  const [spoke, next] = [first?.candidates[0], second?.candidates[0]]
  expect(first?.reasons).toEqual([
    { code: 'person-spoke', event: 'p6' },
    { code: 'quiet-longest', member: spoke },
  ])
  expect(second?.reasons).toEqual([
    { code: 'agent-spoke', event: 't1-message' },
    { code: 'quiet-longest', member: next },
    { code: 'spoke-last', member: spoke },
  ])
})

test('[D12] DIR-15 the only agent that is awake is named as such', () => {
  const room = new VirtualRoom({ agents: ['Ann', 'Bob'], script: lines(['It rains.']) })
  room.at(0, () => room.pause('Bob')).at(1, () => room.post('Hello'))
  room.run(1_000)
  expect(plans(room)[0]?.reasons.slice(1)).toEqual([
    { code: 'only-agent', member: 'ann' },
    { code: 'paused', member: 'bob' },
  ])
})

test.for<[string, string, Script]>([
  ['a person', 'Hello', () => ({ kind: 'answers', afterMs: 1, text: 'I am Pat', speaker: PAT })],
  [
    'one who does not have to answer',
    'Ann?',
    () => ({ kind: 'answers', afterMs: 1, text: 'I', speaker: 'bob' as MemberId }),
  ],
  ['an agent that is not there', 'Hello', () => ({ kind: 'picks', afterMs: 1, speaker: 'zoe' as MemberId })],
])('[D2] DIR-16 words for %s fail the turn', ([, text, script]) => {
  const room = played(text, script)
  expect(outcomes(room)).toEqual(['failed'])
  expect(eventsOf(room, 'turn-ended')[0]?.data.failure?.code).toBe('malformed-answer')
  expect(speakers(room)).toEqual([PAT])
})

test.for(['autopilot', 'ambient', 'manual'] as const)(
  '[A4] DIR-11 an agent of another program gets no turns in %s, and its words count as those of an agent',
  (replyMode) => {
    const room = new VirtualRoom({
      agents: ['Ann'],
      pace: 'instant',
      script: lines(['It rains.']),
      settings: { replyMode },
    })
    const bot = 'bot' as MemberId
    room.act('member-added', { member: { ...agent('Bot'), outside: true } }, PAT)
    room
      .at(0, () => room.post('@Bot and @Ann?'))
      .at(1, () => room.act('message-posted', { text: 'Ann?' }, bot))
    room.run()
    expect(speakers(room)).toEqual([PAT, 'bot', 'ann'])
    room.ask('Bot')
    expect(room.log.head?.asked).toEqual([])
  },
)
