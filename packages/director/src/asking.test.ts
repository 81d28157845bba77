import type { EventId, MemberId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { eventsOf, outcomes, plans, silences, speakers, texts } from '../test/looking.ts'
import { lines, UNAVAILABLE } from '../test/script.ts'
import { PAT, VirtualRoom } from '../test/virtual-room.ts'
import type { VirtualRoomOptions } from '../test/virtual-room.ts'
import { isAcknowledgement } from './index.ts'

const RAIN = lines(['It rains.'])

function room(options: Partial<VirtualRoomOptions> = {}): VirtualRoom {
  return new VirtualRoom({ agents: ['Ann', 'Bob', 'Cleo'], pace: 'instant', script: RAIN, ...options })
}

function manual(options: Partial<VirtualRoomOptions> = {}): VirtualRoom {
  return room({ ...options, settings: { replyMode: 'manual', ...options.settings } })
}

test('[D11] DIR-43 who is asked answers once, in the order of the asking, and nobody else does', () => {
  const talk = manual({ settings: { maxConsecutiveAgentMessages: 1 } })
  talk.at(0, () => talk.post('Ann, Bob?')).at(1_000, () => talk.ask('Cleo', 'Ann'))
  talk.at(1_000, () => talk.ask('Cleo')).at(1_000, () => talk.ask('Bob'))
  talk.run()
  expect(speakers(talk)).toEqual([PAT, 'cleo', 'ann', 'bob'])
  expect(plans(talk).map(({ wrapUp, priority }) => [wrapUp, priority])).toEqual([
    [false, 100],
    [false, 100],
    [false, 100],
  ])
  expect(silences(talk)).toBe(0)
})

test('[D11] DIR-43 each sees the one before: its turn begins when the other has spoken', () => {
  const talk = manual({ pace: 'human' })
  talk.at(0, () => talk.ask('Ann', 'Bob'))
  talk.run()
  const first = eventsOf(talk, 'message-posted')[0]
  const second = eventsOf(talk, 'turn-queued')[1]
  expect(second?.seq).toBeGreaterThan(first?.seq ?? Infinity)
})

test('[D11] DIR-43 the same asking a hundred times runs once, and after the answer once more', () => {
  const talk = manual()
  for (let times = 0; times < 100; times += 1) talk.at(0, () => talk.ask('Ann'))
  talk.at(60_000, () => talk.ask('Ann'))
  talk.run()
  expect(speakers(talk)).toEqual(['ann', 'ann'])
})

test('[D4, D11] DIR-43 a person does not interrupt a manual room', () => {
  const talk = manual({ pace: 'human' })
  talk.at(0, () => talk.ask('Ann')).at(2_000, () => talk.post('Meanwhile, @Bob'))
  talk.run()
  expect(outcomes(talk)).toEqual(['spoke', 'spoke'])
  expect(speakers(talk)).toEqual([PAT, 'ann', 'bob'])
})

test('[D11] DIR-44 who is asked goes first, also if it spoke last, and where the run is over', () => {
  const talk = room({ settings: { maxConsecutiveAgentMessages: 1 } })
  talk.at(0, () => talk.post('Bob?')).at(10_000, () => talk.ask('Bob', 'Cleo'))
  talk.run()
  expect(speakers(talk)).toEqual([PAT, 'bob', 'bob', 'cleo'])
  expect(plans(talk)[1]?.reasons).toEqual([
    { code: 'requested', event: 'p7' },
    { code: 'asked', member: 'bob', event: 'p7' },
  ])
})

test('[D11, D14] DIR-44 a failure ends the asking of one and lets the next answer', () => {
  const talk = manual({
    script: ({ count }) =>
      count === 1
        ? { kind: 'fails', afterMs: 5, failure: UNAVAILABLE }
        : { kind: 'answers', afterMs: 5, text: 'It rains.' },
  })
  talk.at(0, () => talk.ask('Ann', 'Bob'))
  talk.run()
  expect(outcomes(talk)).toEqual(['failed', 'spoke'])
  expect(talk.log.head?.asked).toEqual([])
})

test.for([
  ['autopilot', ['pat', 'ann', 'cleo']],
  ['ambient', ['pat', 'ann', 'cleo']],
  ['manual', ['pat', 'ann']],
] as const)('[M5] DIR-45 in %s the one in whose name another went on: %j', ([replyMode, spoke]) => {
  const talk = room({ settings: { replyMode, maxConsecutiveAgentMessages: 2 } })
  const cutFor = 'cleo' as MemberId
  talk.at(0, () => talk.act('message-posted', { text: 'Hello, all.' }, PAT))
  talk.at(1, () => talk.act('message-posted', { text: 'It rains.', cutFor }, 'ann' as MemberId))
  talk.run(5_000)
  expect(speakers(talk).slice(0, 3)).toEqual(spoke)
  if (replyMode !== 'manual') {
    expect(plans(talk)[0]?.reasons).toContainEqual({ code: 'spoken-for', member: 'cleo', event: 'p7' })
  }
})

test('[D13] DIR-47 two acknowledgements in a row end the run, one does not, and a question begins anew', () => {
  const script = lines(['It rains.', 'Great point!', 'But why?', 'Thanks, Ann!', 'So true.', 'Never said.'])
  const talk = room({ script, settings: { maxConsecutiveAgentMessages: 20 } })
  talk.at(0, () => talk.post('Hello, all.'))
  talk.run()
  expect(texts(talk).slice(1)).toEqual(['It rains.', 'Great point!', 'But why?', 'Thanks, Ann!', 'So true.'])
  expect(eventsOf(talk, 'room-silenced')[0]?.data.reasons).toEqual([{ code: 'acknowledgements' }])
})

test('[D13] DIR-47 thanks ask nobody for an answer', () => {
  const talk = room({ script: lines(['Thanks, Bob!']), settings: { replyMode: 'ambient' } })
  talk.at(0, () => talk.post('Ann?'))
  talk.run()
  expect(speakers(talk)).toEqual([PAT, 'ann'])
})

test.for([
  ['Great point, Bob!', true],
  ['Thanks! 🙏', true],
  ['👍', true],
  ['So true — well said, Ann Lee.', true],
  ['I’m glad you’re here, thank you so much!', true],
  ['Thanks, but the disk is full', false],
  ['Right?', false],
  ['42 agreed', true],
  ['Il pleut.', false],
  ['Agreed. '.repeat(40), false],
] as const)('[D13] DIR-47 "%s" only acknowledges: %s', ([text, wanted]) => {
  expect(isAcknowledgement(text, ['Bob', 'Ann Lee'])).toBe(wanted)
})

test('[D13] DIR-48 a call that the budget refuses ends its turn as capped, and the run', () => {
  const failure = { code: 'budget-reached', message: 'Used up.', retryable: true } as const
  const talk = room({ script: () => ({ kind: 'fails', afterMs: 1, failure }) })
  talk.at(0, () => talk.post('Hello'))
  talk.run()
  expect(eventsOf(talk, 'turn-ended').map(({ data }) => [data.outcome, data.failure, data.reasons])).toEqual([
    ['capped', failure, [{ code: 'cap-reached' }]],
  ])
})

test.for(['autopilot', 'ambient', 'manual'] as const)(
  '[D14] DIR-49 in %s a stop ends what runs and waits',
  (replyMode) => {
    const talk = room({ pace: 'human', settings: { replyMode } })
    talk.at(0, () => talk.post('@Ann and @Bob?')).at(2_000, () => talk.act('turns-stopped', {}, PAT))
    talk.run()
    expect(outcomes(talk)).toEqual(['stopped'])
    expect(speakers(talk)).toEqual([PAT])
  },
)

test('[D14] DIR-49 a stop of visible words keeps what was visible', () => {
  const talk = room({
    script: () => ({ kind: 'streams', afterMs: 5, chunks: ['One ', 'two'], everyMs: 1_000 }),
  })
  talk.at(0, () => talk.post('Ann?')).at(1_800, () => talk.act('turns-stopped', {}, PAT))
  talk.run()
  expect(outcomes(talk)).toEqual(['stopped'])
  expect(eventsOf(talk, 'message-finished')[0]?.data).toMatchObject({ status: 'interrupted', text: 'One ' })
})

test.for(['autopilot', 'ambient', 'manual'] as const)(
  '[D14] DIR-49 in %s a message that is edited to be answered anew is, by whom it names now',
  (replyMode) => {
    const talk = room({ settings: { replyMode, maxConsecutiveAgentMessages: 1 } })
    talk.at(0, () => talk.post('@Ann, is it raining?'))
    talk.at(10_000, () => {
      talk.act('message-deleted', { message: 't1-message' as EventId }, PAT)
      const data = { message: 'p5' as EventId, text: '@Bob, is it raining?', rerun: true }
      talk.act('message-edited', data, PAT)
    })
    talk.run()
    expect(speakers(talk)).toEqual([PAT, 'ann', 'bob'])
  },
)

test('[D14] DIR-49 a message that is only edited calls for nothing', () => {
  const talk = manual()
  talk
    .at(0, () => talk.post('Hello'))
    .at(1_000, () => talk.act('message-edited', { message: 'p5' as EventId, text: '@Bob?' }, PAT))
  talk.run()
  expect(plans(talk)).toEqual([])
})

test('[D14] DIR-49 an answer is given anew by the same agent', () => {
  const talk = room({ settings: { maxConsecutiveAgentMessages: 1 } })
  talk
    .at(0, () => talk.post('Cleo?'))
    .at(10_000, () => {
      talk.act('message-deleted', { message: 't1-message' as EventId }, PAT)
      talk.act('turn-requested', { intent: 'regenerate', agents: ['cleo' as MemberId] }, PAT)
    })
  talk.run()
  expect(speakers(talk)).toEqual([PAT, 'cleo', 'cleo'])
  expect(plans(talk)[1]?.reactTo).toBeUndefined()
})
