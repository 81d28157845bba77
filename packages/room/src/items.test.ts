import type { EventId, Failure, MemberId, Reaction, RoomEvent, TimelineItem, TurnId } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agent, openLog } from '../test/log.ts'
import { randomLog } from '../test/random-log.ts'
import { foldHead, foldItem, viewOfLog } from './index.ts'

const HELLO = 'hello' as EventId

function reactionsAfter(...given: ['+' | '-', string, Reaction][]): string[] {
  const book = openLog()
  book.add('message-posted', { text: 'Hello' }, { by: 'pat', id: HELLO })
  for (const [sign, by, reaction] of given) {
    book.add(sign === '+' ? 'reaction-added' : 'reaction-removed', { message: HELLO, reaction }, { by })
  }
  const [item] = viewOfLog(book.events)?.timeline ?? []
  return item?.kind === 'message' ? item.reactions.map(({ by, reaction }) => `${by} ${reaction}`) : []
}

test('[D8] a member has one reaction on a message: a new one takes the place of the old', () => {
  expect(reactionsAfter(['+', 'pat', 'heart'], ['+', 'ann', 'like'], ['+', 'pat', 'laugh'])).toEqual([
    'ann like',
    'pat laugh',
  ])
  expect(reactionsAfter(['+', 'pat', 'heart'], ['+', 'pat', 'heart'])).toEqual(['pat heart'])
})

test('[D8] a reaction is taken back by whoever gave it, and only that one', () => {
  expect(reactionsAfter(['+', 'pat', 'heart'], ['-', 'ann', 'heart'], ['-', 'pat', 'like'])).toEqual([
    'pat heart',
  ])
  expect(reactionsAfter(['+', 'pat', 'heart'], ['-', 'pat', 'heart'])).toEqual([])
})

test('[C4] an event that an item has folded in already is not applied again', () => {
  fc.assert(
    fc.property(randomLog, ({ events }) => {
      const timeline = viewOfLog(events)?.timeline ?? []
      const find = (id: string) => timeline.find((item) => item.id === id)
      const heads = headsBefore(events)
      events.forEach((event, index) => {
        if (!CHANGES_A_MESSAGE.has(event.type)) return
        expect(foldItem(heads[index], event, find)).toBeUndefined()
      })
    }),
    { numRuns: 300 },
  )
})

const CHANGES_A_MESSAGE = new Set<string>([
  'message-appended',
  'message-finished',
  'message-edited',
  'message-deleted',
  'reaction-added',
  'reaction-removed',
  'links-previewed',
])

function headsBefore(events: readonly RoomEvent[]) {
  const heads = [undefined, ...events.map(() => undefined)] as (ReturnType<typeof foldHead> | undefined)[]
  events.forEach((event, index) => (heads[index + 1] = foldHead(heads[index], event)))
  return heads
}

test('[C4] changes of a message that is not in view are passed over, as are those of a line', () => {
  const book = openLog()
  const reaction = book.add(
    'reaction-added',
    { message: HELLO, reaction: 'like' },
    { by: 'pat' },
  ) as RoomEvent
  expect(foldItem(book.head, reaction, () => undefined)).toBeUndefined()
  const line = { kind: 'line' } as TimelineItem
  expect(foldItem(book.head, reaction, () => line)).toBeUndefined()
})

test('[M4, W3] a message carries what its events carried, and nothing empty', () => {
  const usage = { model: 'm', inputTokens: 1, outputTokens: 2, cachedTokens: 0 }
  const end = { usage, finishReason: 'stop', durationMs: 1_500 }
  const book = openLog()
  book.add('message-started', { turn: 't1' as TurnId, replyTo: HELLO }, { by: 'ann', id: 'm' })
  book.add(
    'message-finished',
    { message: 'm' as EventId, text: 'Yes', status: 'complete', ...end },
    { by: 'ann' },
  )
  const [item] = viewOfLog(book.events)?.timeline ?? []
  expect(item).toStrictEqual({
    kind: 'message',
    id: 'm',
    seq: 5,
    at: book.events[4]?.at,
    by: 'ann',
    text: 'Yes',
    status: 'complete',
    replyTo: HELLO,
    turn: 't1',
    ...end,
    reactions: [],
    foldedTo: 6,
  })
})

const FAILURE: Failure = { code: 'internal', message: 'No.', retryable: true }

test.for<[string, (book: ReturnType<typeof openLog>) => unknown, unknown]>([
  [
    'a member who joins',
    (book) => book.add('member-added', { member: agent('Zoe') }),
    { type: 'member-added', member: agent('Zoe') },
  ],
  [
    'a member who leaves',
    (book) => book.add('member-removed', { member: 'ann' as MemberId }),
    { type: 'member-removed', member: 'ann', name: 'Ann' },
  ],
  [
    'another title',
    (book) => book.add('room-changed', { title: 'New' }, { by: 'pat' }),
    { type: 'renamed', title: 'New' },
  ],
  [
    'silence',
    (book) => book.add('room-silenced', { member: 'bob' as MemberId }),
    { type: 'silenced', member: 'bob', name: 'Bob' },
  ],
  [
    'silence of somebody who has left',
    (book) => book.add('room-silenced', { member: 'zoe' as MemberId }),
    { type: 'silenced', member: 'zoe', name: 'Someone' },
  ],
  [
    'a failed turn',
    (book) =>
      book.add('turn-ended', {
        turn: 't1' as TurnId,
        outcome: 'failed',
        speaker: 'ann' as MemberId,
        failure: FAILURE,
      }),
    { type: 'failed', turn: 't1', member: 'ann', failure: FAILURE },
  ],
])('[R3, D9, M8] %s is a line of the room', ([, write, line]) => {
  const book = openLog()
  write(book)
  expect(viewOfLog(book.events)?.timeline).toMatchObject([{ kind: 'line', line }])
})

test.for<[string, (book: ReturnType<typeof openLog>) => unknown]>([
  ['the members that came with the room', () => undefined],
  ['the same title', (book) => book.add('room-changed', { title: '' })],
  ['a title that nobody gave', (book) => book.add('room-changed', { title: 'Roses' })],
  ['another pace', (book) => book.add('room-changed', { pace: 'instant' })],
  ['a turn that spoke', (book) => book.add('turn-ended', { turn: 't1' as TurnId, outcome: 'spoke' })],
  ['a request', (book) => book.add('turn-requested', { intent: 'start' }, { by: 'pat' })],
  [
    'a member who is paused',
    (book) => book.add('member-changed', { member: agent('Ann', { paused: true }) }),
  ],
])('[R3] %s: no line', ([, write]) => {
  const book = openLog()
  write(book)
  expect(viewOfLog(book.events)?.timeline).toEqual([])
})

test('[D14] an edited message has its new text and says when, a deleted one keeps its place without its words', () => {
  const book = openLog()
  book.add('message-posted', { text: 'Helo' }, { by: 'pat', id: HELLO })
  const edited = book.add('message-edited', { message: HELLO, text: 'Hello' }, { by: 'pat' })
  expect(viewOfLog(book.events)?.timeline).toMatchObject([{ id: HELLO, text: 'Hello', editedAt: edited.at }])
  book.add('reaction-added', { message: HELLO, reaction: 'like' }, { by: 'ann' })
  book.add('message-deleted', { message: HELLO }, { by: 'pat' })
  book.add('reaction-added', { message: HELLO, reaction: 'heart' }, { by: 'ann' })
  expect(viewOfLog(book.events)?.timeline).toMatchObject([
    { id: HELLO, text: '', deleted: true, reactions: [] },
  ])
  book.add('message-edited', { message: HELLO, text: 'Hello again' }, { by: 'pat' })
  const [item] = viewOfLog(book.events)?.timeline ?? []
  expect(item).toMatchObject({ text: 'Hello again' })
  expect(item).not.toHaveProperty('deleted')
})

test('[D14] a message that was deleted and is back as it was has its files, and is not edited', () => {
  const plan = { id: 'f', name: 'plan.txt', type: 'text/plain', bytes: 4, sha256: '0'.repeat(64) }
  const book = openLog()
  book.add('message-posted', { text: '', attachments: [plan] }, { by: 'pat', id: HELLO })
  book.add('message-deleted', { message: HELLO }, { by: 'pat' })
  expect(viewOfLog(book.events)?.timeline[0]).not.toHaveProperty('attachments')
  const restored = { attachments: [plan] }
  book.add('message-edited', { message: HELLO, text: '', restored }, { by: 'pat' })
  const [item] = viewOfLog(book.events)?.timeline ?? []
  expect(item).toMatchObject({ text: '', attachments: [plan] })
  expect(item).not.toHaveProperty('deleted')
  expect(item).not.toHaveProperty('editedAt')
})

test('[D14] what somebody else deleted stays deleted, whatever its author does and in whatever order', () => {
  const book = openLog()
  book.add('message-posted', { text: 'Buy my watches!' }, { by: 'ann', id: HELLO })
  book.add('message-deleted', { message: HELLO }, { by: 'pat' })
  book.add('message-deleted', { message: HELLO }, { by: 'ann' })
  book.add('message-edited', { message: HELLO, text: 'Here again.' }, { by: 'ann' })
  const [item] = viewOfLog(book.events)?.timeline ?? []
  expect(item).toMatchObject({ text: '', deleted: true, deletedBy: 'pat' })
  expect(item).not.toHaveProperty('editedAt')
})

test('[D14] words that come after their message was deleted stay unseen, and a line can be deleted', () => {
  const book = openLog()
  book.add('message-started', {}, { by: 'ann', id: HELLO })
  book.add('message-appended', { message: HELLO, text: 'One ' }, { by: 'ann' })
  book.add('message-deleted', { message: HELLO }, { by: 'pat' })
  book.add('message-appended', { message: HELLO, text: 'two' }, { by: 'ann' })
  book.add('message-finished', { message: HELLO, text: 'One two', status: 'interrupted' }, { by: 'ann' })
  const line = book.add('room-silenced', { member: 'ann' as MemberId })
  book.add('message-deleted', { message: line.id }, { by: 'pat' })
  expect(viewOfLog(book.events)?.timeline).toMatchObject([
    { text: '', status: 'interrupted', deleted: true },
    { kind: 'line', deleted: true },
  ])
})

test('[D14] a stop is a line where something was running or waiting, and else nothing', () => {
  const book = openLog({ replyMode: 'manual' })
  book.add('turns-stopped', {}, { by: 'pat' })
  book.add('turn-requested', { intent: 'ask', agents: ['ann' as MemberId] }, { by: 'pat' })
  book.add('turns-stopped', {}, { by: 'pat' })
  expect(viewOfLog(book.events)?.timeline).toMatchObject([{ line: { type: 'stopped', name: 'Pat' } }])
})
