import type { MemberId, TurnId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { agent, openLog, person, plan } from '../test/log.ts'
import type { LogBook } from '../test/log.ts'

const ANN = 'ann' as MemberId
const BOB = 'bob' as MemberId

const row = (book: LogBook) => book.head.asked.map(({ member }) => member)

function ask(book: LogBook, ...agents: MemberId[]) {
  return book.add('turn-requested', { intent: 'ask', agents }, { by: 'pat' })
}

/** A turn of Ann, who was asked. */
function annsTurn(book: LogBook) {
  book.add('turn-queued', { plan: { ...plan('t1', book.head), candidates: [ANN], mustAnswer: ANN } })
}

function end(book: LogBook, outcome: 'interrupted' | 'failed' | 'stopped') {
  book.add('turn-ended', { turn: 't1' as TurnId, outcome, speaker: ANN })
}

test('[D11] who is asked stands in the row in the order of the asking, each once', () => {
  const book = openLog({ replyMode: 'manual' })
  ask(book, BOB, ANN, BOB)
  ask(book, ANN)
  expect(row(book)).toEqual([BOB, ANN])
})

test('[D11] asked again before the answer is visible, an agent answers once; after that, once more', () => {
  const book = openLog({ replyMode: 'manual' })
  ask(book, ANN)
  annsTurn(book)
  ask(book, ANN)
  expect(row(book)).toEqual([ANN])
  book.add('message-started', { turn: 't1' as TurnId }, { by: 'ann', id: 'reply' })
  expect(row(book)).toEqual([])
  ask(book, ANN)
  expect(row(book)).toEqual([ANN])
})

test('[D11] only people ask, and only agents of the room that are awake are asked', () => {
  const book = openLog({ replyMode: 'manual' })
  book.add('turn-requested', { intent: 'ask', agents: [BOB] }, { by: 'ann' })
  ask(book, 'zoe' as MemberId, 'pat' as MemberId)
  book.add('member-changed', { member: agent('Bob', { paused: true }) })
  ask(book, BOB)
  expect(row(book)).toEqual([])
})

test('[D11] an @mention by a person asks in a manual room; a name without the sign, and an agent, do not', () => {
  const book = openLog({ replyMode: 'manual' })
  book.add('message-posted', { text: 'Ann, what do you think?' }, { by: 'pat' })
  book.add('message-posted', { text: '@Ann and @bob?' }, { by: 'ann' })
  expect(row(book)).toEqual([])
  book.add('message-posted', { text: 'And @bob, then @Ann?' }, { by: 'pat' })
  expect(row(book)).toEqual([BOB, ANN])
})

test('[D11] a mention asks nobody where the director chooses itself', () => {
  for (const replyMode of ['autopilot', 'ambient'] as const) {
    const book = openLog({ replyMode })
    book.add('message-posted', { text: '@Ann?' }, { by: 'pat' })
    expect(row(book)).toEqual([])
  }
})

test.for([
  ['failed', []],
  ['stopped', []],
  ['interrupted', [ANN]],
] as const)('[D11] after a turn that %s, %j is still asked', ([outcome, left]) => {
  const book = openLog({ replyMode: 'manual' })
  ask(book, ANN)
  annsTurn(book)
  end(book, outcome)
  expect(row(book)).toEqual(left)
})

test.for<[string, (book: LogBook) => unknown]>([
  ['a stop', (book) => book.add('turns-stopped', {}, { by: 'pat' })],
  ['another reply mode', (book) => book.add('room-changed', { replyMode: 'autopilot' })],
  ['its removal', (book) => book.add('member-removed', { member: ANN })],
  ['its falling asleep', (book) => book.add('member-changed', { member: agent('Ann', { paused: true }) })],
])('[D11, D14] %s ends the asking', ([, happen]) => {
  const book = openLog({ replyMode: 'manual' })
  ask(book, ANN)
  happen(book)
  expect(row(book)).toEqual([])
})

test('[D11] of two that share a name, the longer name that is written out is meant', () => {
  const book = openLog({ replyMode: 'manual' })
  book.add('member-added', { member: { ...agent('Ann Lee'), id: 'lee' as MemberId } })
  book.add('member-added', { member: person('Ann Lou') })
  book.add('message-posted', { text: '@Ann Lee, please' }, { by: 'pat' })
  expect(row(book)).toEqual(['lee'])
})

test('[D4] a message of a person takes visible turns of an ambient room with it, and leaves the others stale', () => {
  const book = openLog({ replyMode: 'ambient' })
  book.add('turn-queued', { plan: plan('t1', book.head) })
  book.add('turn-queued', { plan: plan('t2', book.head) })
  book.add('message-started', { turn: 't1' as TurnId }, { by: 'ann', id: 'reply' })
  book.add('message-posted', { text: 'Hm' }, { by: 'pat' })
  const { interruption, turns } = book.head
  expect(turns.map((turn) => turn.interruption)).toEqual([interruption, interruption - 1])
  book.add('turns-stopped', {}, { by: 'pat' })
  expect(book.head.turns.map((turn) => turn.interruption < book.head.interruption)).toEqual([true, true])
  expect(book.head.turns.map((turn) => turn.stopped)).toEqual([true, true])
})
