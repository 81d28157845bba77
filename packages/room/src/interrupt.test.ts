import type { EventId, MemberId, ReplyMode, RoomEvent } from '@parley/protocol'
import { EVENT_DATA, REPLY_MODES } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agent, openLog, person } from '../test/log.ts'
import { randomLog } from '../test/random-log.ts'
import { foldHead, interrupts } from './index.ts'
import type { Interruption } from './index.ts'

type Book = ReturnType<typeof openLog>
type Row = [string, (book: Book) => unknown, Partial<Record<ReplyMode, Interruption>>]

const ALL = { autopilot: 'all', ambient: 'all', manual: 'all' } as const
const NONE = {}
const ON_AUTOPILOT = { autopilot: 'all' } as const
const BY_WORDS = { autopilot: 'all', ambient: 'unseen' } as const
const ANN = 'ann' as MemberId
const MESSAGE = 'm' as EventId

/** What happens, and which running turns it makes stale in which reply mode. */
const TABLE: Row[] = [
  ['a message of a person', (book) => book.add('message-posted', { text: 'Hi' }, { by: 'pat' }), BY_WORDS],
  ['a message that a person begins', (book) => book.add('message-started', {}, { by: 'pat' }), BY_WORDS],
  [
    'a request of a person',
    (book) => book.add('turn-requested', { intent: 'start' }, { by: 'pat' }),
    ON_AUTOPILOT,
  ],
  [
    'the asking of an agent',
    (book) => book.add('turn-requested', { intent: 'ask', agents: [ANN] }, { by: 'pat' }),
    ON_AUTOPILOT,
  ],
  [
    'the wish for another answer',
    (book) => book.add('turn-requested', { intent: 'regenerate', agents: [ANN] }, { by: 'pat' }),
    ALL,
  ],
  ['a stop', (book) => book.add('turns-stopped', {}, { by: 'pat' }), ALL],
  [
    'a message that is edited to be answered anew',
    (book) => book.add('message-edited', { message: MESSAGE, text: 'Ho', rerun: true }, { by: 'pat' }),
    ALL,
  ],
  [
    'a message that is edited',
    (book) => book.add('message-edited', { message: MESSAGE, text: 'Ho' }, { by: 'pat' }),
    NONE,
  ],
  [
    'a message that is deleted',
    (book) => book.add('message-deleted', { message: MESSAGE }, { by: 'pat' }),
    NONE,
  ],
  ['a message of an agent', (book) => book.add('message-posted', { text: 'Hi' }, { by: 'ann' }), NONE],
  ['a request of an agent', (book) => book.add('turn-requested', { intent: 'start' }, { by: 'ann' }), NONE],
  ['a message of a stranger', (book) => book.add('message-posted', { text: 'Hi' }, { by: 'zoe' }), NONE],
  ['an agent that is removed', (book) => book.add('member-removed', { member: ANN }), ALL],
  ['a person who is removed', (book) => book.add('member-removed', { member: 'pat' as MemberId }), NONE],
  ['a stranger who is removed', (book) => book.add('member-removed', { member: 'zoe' as MemberId }), NONE],
  [
    'an agent that falls asleep',
    (book) => book.add('member-changed', { member: agent('Ann', { paused: true }) }),
    ALL,
  ],
  [
    'an agent that wakes up',
    (book) => book.add('member-changed', { member: agent('Ann', { paused: false }) }),
    NONE,
  ],
  [
    'an agent with another title',
    (book) => book.add('member-changed', { member: agent('Ann', { title: 'Chef' }) }),
    NONE,
  ],
  [
    'a stranger who falls asleep',
    (book) => book.add('member-changed', { member: agent('Zoe', { paused: true }) }),
    NONE,
  ],
  ['somebody new', (book) => book.add('member-added', { member: person('Zoe') }), NONE],
  ['deletion', (book) => book.add('room-deleted', {}), ALL],
  ['restoration', (book) => book.add('room-restored', {}), NONE],
  ['another title', (book) => book.add('room-changed', { title: 'New' }), NONE],
  [
    'the reply mode ambient',
    (book) => book.add('room-changed', { replyMode: 'ambient' }),
    { autopilot: 'all', manual: 'all' },
  ],
  [
    'a reaction',
    (book) => book.add('reaction-added', { message: 'm' as EventId, reaction: 'like' }, { by: 'pat' }),
    NONE,
  ],
  ['silence', (book) => book.add('room-silenced', { member: ANN }), NONE],
]

test.for(TABLE)('[D4] %s makes turns stale: %j', ([, write, modes]) => {
  for (const replyMode of REPLY_MODES) {
    const book = openLog({ replyMode })
    const { head } = book
    write(book)
    const event = book.events.at(-1) as RoomEvent
    expect([replyMode, interrupts(head, event)]).toEqual([replyMode, modes[replyMode]])
  }
})

test('[D4] an agent that sleeps already does not interrupt by being renamed', () => {
  const book = openLog()
  book.add('member-changed', { member: agent('Ann', { paused: true }) })
  const { interruption } = book.head
  book.add('member-changed', { member: agent('Ann', { paused: true, title: 'Chef' }) })
  expect(book.head.interruption).toBe(interruption)
})

test('[D4] the fold counts just what interrupts', () => {
  const types = new Set<string>()
  fc.assert(
    fc.property(randomLog, ({ events }) => {
      events.slice(1).reduce(
        (head, event) => {
          const next = foldHead(head, event)
          if (interrupts(head, event)) types.add(event.type)
          expect(next.interruption - head.interruption).toBe(interrupts(head, event) ? 1 : 0)
          return next
        },
        foldHead(undefined, events[0] as RoomEvent),
      )
    }),
    { numRuns: 300 },
  )
  expect([...types].every((type) => type in EVENT_DATA)).toBe(true)
})
