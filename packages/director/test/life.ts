import { PACES, REACTIONS, REPLY_MODES } from '@parley/protocol'
import type { EventType, MemberId, Pace, ReplyMode } from '@parley/protocol'
import fc from 'fast-check'
import { UNAVAILABLE } from './script.ts'
import type { Reply } from './script.ts'

export const NAMES = ['Ann', 'Bob', 'Cleo'] as const

/** Something that people, or fate, do in a room. */
export type Act =
  | { do: 'post'; text: string }
  | { do: 'request'; intent: 'start' | 'continue' | 'retry' }
  | { do: 'ask'; names: readonly (typeof NAMES)[number][]; intent: 'ask' | 'regenerate' }
  | { do: 'add' | 'remove' | 'pause' | 'wake'; name: (typeof NAMES)[number] }
  | {
      do:
        | 'delete'
        | 'restore'
        | 'crash'
        | 'replace'
        | 'react'
        | 'rename'
        | 'wait'
        | 'stop'
        | 'rerun'
        | 'unsay'
    }
  | {
      do: 'change'
      changes: { pace?: Pace; replyMode?: ReplyMode; cap?: number }
    }

/** A whole life of a room; numbers of the lists are used in turn, over and over. */
export type Life = {
  agents: number
  cap: number
  pace: Pace
  replyMode: ReplyMode
  /** Each comes that long after the one before, or after the next event of that type. */
  acts: { afterMs: number; act: Act; on?: EventType }[]
  hearsAborts: boolean
  replies: Reply[]
  storeMs: number[]
  faults: boolean[]
  deliveryMs: number[]
}

const name = fc.constantFrom(...NAMES)
const text = fc.oneof(
  name,
  fc.constantFrom('Hello', 'Ann and Bob?', '@cleo what?', 'ok', 'Anybody?', 'Thanks, Ann!'),
)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('post'), text }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('request'),
      intent: fc.constantFrom('start', 'continue', 'retry'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('ask'),
      names: fc.array(name, { minLength: 1, maxLength: 3 }),
      intent: fc.constantFrom('ask', 'ask', 'regenerate'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('stop', 'rerun', 'unsay') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('add', 'remove', 'pause', 'wake'), name }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('delete', 'restore', 'restore', 'crash', 'replace', 'react', 'rename', 'wait'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('change'),
      changes: fc.record(
        {
          pace: fc.constantFrom(...PACES),
          replyMode: fc.constantFrom(...REPLY_MODES),
          cap: fc.integer({ min: 1, max: 6 }),
        },
        { requiredKeys: [] },
      ),
    }),
  },
)

const afterMs = fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 30 }))
const chunks = fc.array(text, { maxLength: 4 })
const failure = fc.constant(UNAVAILABLE)
const reaction = fc.constantFrom(...REACTIONS)
const speaker = fc.constantFrom(...['ann', 'bob', 'cleo', 'pat'].map((id) => id as MemberId))
const reply: fc.Arbitrary<Reply> = fc.oneof(
  often(
    fc.record(
      { kind: fc.constant('answers'), afterMs, text, reaction },
      { requiredKeys: ['kind', 'afterMs', 'text'] },
    ),
  ),
  often(fc.record({ kind: fc.constant('picks'), afterMs, reaction }, { requiredKeys: ['kind', 'afterMs'] })),
  fc.record(
    { kind: fc.constant('declines'), afterMs, by: speaker, reaction },
    { requiredKeys: ['kind', 'afterMs'] },
  ),
  often(fc.record({ kind: fc.constant('streams'), afterMs, chunks, everyMs: afterMs })),
  fc.record({ kind: fc.constant('streams'), afterMs, chunks, everyMs: afterMs, failure }),
  fc.record({ kind: fc.constantFrom('answers', 'picks'), afterMs, text, speaker }),
  fc.record({ kind: fc.constant('fails'), afterMs, failure }),
  // A call that hangs is given up by its deadline.
  fc.constant({ kind: 'fails', afterMs: 60_000, failure: UNAVAILABLE } as const),
)

const on = fc.constantFrom<EventType>(
  'message-posted',
  'message-started',
  'message-appended',
  'message-finished',
  'turn-queued',
  'turn-advanced',
  'turn-ended',
  'room-silenced',
)

function often<Value>(arbitrary: fc.Arbitrary<Value>): { weight: number; arbitrary: fc.Arbitrary<Value> } {
  return { weight: 4, arbitrary }
}

export const life: fc.Arbitrary<Life> = fc.record({
  agents: fc.integer({ min: 0, max: 3 }),
  cap: fc.integer({ min: 1, max: 6 }),
  pace: fc.constantFrom(...PACES),
  replyMode: fc.constantFrom('autopilot', ...REPLY_MODES),
  acts: fc.array(
    fc.oneof(
      fc.record({ afterMs: fc.integer({ min: 0, max: 40 }), act }),
      fc.record({ afterMs: fc.integer({ min: 0, max: 12_000 }), act }),
      fc.record({ afterMs: fc.integer({ min: 0, max: 40 }), act, on }),
    ),
    { minLength: 1, maxLength: 25, size: 'max' },
  ),
  hearsAborts: fc.boolean(),
  replies: fc.array(reply, { minLength: 1, maxLength: 8 }),
  storeMs: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 5 }),
  faults: fc.array(fc.boolean(), { maxLength: 5 }).map((faults) => [...faults, false]),
  deliveryMs: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 5 }),
})
