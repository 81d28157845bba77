import type { MemberId, RoomEvent } from '@parley/protocol'
import { expect, test } from 'vitest'
import { UNAVAILABLE } from '../test/script.ts'
import { ANN, BOB, HELLO, inSituation, REPLY, T1 } from '../test/situations.ts'
import type { Situation, Story } from '../test/situations.ts'
import { agent, PAT, START } from '../test/virtual-room.ts'
import { step } from './index.ts'
import type { Effect, Input } from './index.ts'

const EARLY = START + 1
const LATE = START + 60_000

/** Every kind of input, made for a story: an input, or an event that the log gets next. */
const INPUTS = {
  'tick, early': () => ({ type: 'tick', now: EARLY }),
  'tick, late': () => ({ type: 'tick', now: LATE }),
  picked: () => ({ type: 'picked', turn: T1, speaker: ANN, now: EARLY }),
  'picked, reacting': () => ({ type: 'picked', turn: T1, speaker: ANN, reaction: 'heart', now: EARLY }),
  answered: () => ({ type: 'answered', turn: T1, speaker: ANN, now: EARLY }),
  'answered, reacting': () => ({ type: 'answered', turn: T1, speaker: ANN, reaction: 'heart', now: EARLY }),
  'answered for another': () => ({ type: 'answered', turn: T1, speaker: 'zoe' as MemberId, now: EARLY }),
  declined: () => ({ type: 'declined', turn: T1, now: EARLY }),
  failed: () => ({ type: 'failed', turn: T1, failure: UNAVAILABLE, now: EARLY }),
  recovered: () => ({ type: 'recovered', now: EARLY }),
  'person spoke': (story) => event(story.add('message-posted', { text: 'And' }, { by: PAT, at: EARLY })),
  'person asked': (story) =>
    event(story.add('turn-requested', { intent: 'continue' }, { by: PAT, at: EARLY })),
  'person asked Bob': (story) =>
    event(story.add('turn-requested', { intent: 'ask', agents: [BOB] }, { by: PAT, at: EARLY })),
  'person stopped all': (story) => event(story.add('turns-stopped', {}, { by: PAT })),
  'person edited, to be answered anew': (story) =>
    event(story.add('message-edited', { message: HELLO, text: 'Ho', rerun: true }, { by: PAT, at: EARLY })),
  'something imported': (story) =>
    event(
      story.add('item-imported', {
        item: { kind: 'message', at: EARLY, by: PAT, text: 'Ann?', status: 'complete', reactions: [] },
      }),
    ),
  'message deleted': (story) => event(story.add('message-deleted', { message: REPLY }, { by: PAT })),
  'links previewed': (story) =>
    event(
      story.add('links-previewed', {
        message: HELLO,
        previews: [{ url: 'https://a.org/', title: 'Ann, Bob?' }],
      }),
    ),
  'silence kept': (story) => event(story.add('silence-kept', { reasons: [] })),
  'person reacted': (story) =>
    event(story.add('reaction-added', { message: REPLY, reaction: 'like' }, { by: PAT })),
  'agent removed': (story) => event(story.add('member-removed', { member: BOB })),
  'agent paused': (story) =>
    event(story.add('member-changed', { member: { ...agent('Bob'), paused: true } })),
  'agent added': (story) => event(story.add('member-added', { member: agent('Cleo') })),
  'mode changed': (story) => event(story.add('room-changed', { replyMode: 'manual' })),
  'room deleted': (story) => event(story.add('room-deleted', {})),
  posted: (story) => event(story.add('message-posted', { text: 'Hi', turn: T1 }, { by: ANN })),
  finished: (story) => finished(story, 'complete'),
  'finished, interrupted': (story) => finished(story, 'interrupted'),
  'finished, failed': (story) => finished(story, 'failed'),
} satisfies Record<string, (story: Story) => Input>
type InputKind = keyof typeof INPUTS

function event(made: RoomEvent): Input {
  return { type: 'event', event: made, now: EARLY }
}

function finished(story: Story, status: 'complete' | 'interrupted' | 'failed'): Input {
  return event(story.add('message-finished', { message: REPLY, text: 'Hi', status, turn: T1 }, { by: ANN }))
}

const NOTHING = ''

/** A room without a turn hears nothing of one. */
const WITHOUT_TURN = {
  'tick, early': NOTHING,
  'tick, late': NOTHING,
  picked: NOTHING,
  'picked, reacting': NOTHING,
  answered: NOTHING,
  'answered, reacting': NOTHING,
  'answered for another': NOTHING,
  declined: NOTHING,
  failed: NOTHING,
  recovered: NOTHING,
  'person spoke': NOTHING,
  'person asked': 'turn-queued',
  'person asked Bob': 'turn-queued',
  'person stopped all': NOTHING,
  'person edited, to be answered anew': NOTHING,
  'something imported': NOTHING,
  'message deleted': NOTHING,
  'links previewed': NOTHING,
  'silence kept': NOTHING,
  'person reacted': NOTHING,
  'agent removed': NOTHING,
  'agent paused': NOTHING,
  'agent added': NOTHING,
  'mode changed': NOTHING,
  'room deleted': NOTHING,
  posted: NOTHING,
  finished: NOTHING,
  'finished, interrupted': NOTHING,
  'finished, failed': NOTHING,
} satisfies Record<InputKind, string>

/** What is common to all turns of which nothing is visible yet. */
const UNSEEN = {
  ...WITHOUT_TURN,
  failed: 'failed',
  recovered: 'interrupted',
  'person spoke': 'abort + interrupted',
  'person asked': 'abort + interrupted',
  'person asked Bob': 'abort + interrupted',
  'person stopped all': 'abort + stopped',
  'person edited, to be answered anew': 'abort + interrupted',
  'agent removed': 'abort + interrupted',
  'agent paused': 'abort + interrupted',
  'mode changed': 'abort + interrupted',
  'room deleted': 'abort + interrupted',
  posted: 'spoke',
  finished: 'spoke',
  'finished, interrupted': 'interrupted',
} satisfies Record<InputKind, string>

/** What the director wants, `+` between effects. A missing cell does not compile. */
const TABLE: Record<Situation, Record<InputKind, string>> = {
  idle: WITHOUT_TURN,
  waiting: { ...WITHOUT_TURN, 'tick, late': 'turn-queued' },
  queued: { ...UNSEEN, 'tick, late': 'deciding', recovered: NOTHING },
  deciding: {
    ...UNSEEN,
    picked: 'thinking',
    'picked, reacting': 'thinking, reaction-added',
    answered: 'typing',
    'answered, reacting': 'reacting, reaction-added',
    'answered for another': 'failed',
    declined: 'failed',
  },
  thinking: {
    ...UNSEEN,
    answered: 'typing',
    'answered, reacting': 'reacting, reaction-added',
    'answered for another': 'failed',
  },
  reacting: { ...UNSEEN, 'tick, late': 'typing' },
  typing: { ...UNSEEN, 'tick, late': 'speaking' },
  speaking: UNSEEN,
  visible: {
    ...UNSEEN,
    failed: 'abort + failed',
    recovered: 'abort',
    'person spoke': 'abort',
    'person asked': 'abort',
    'person asked Bob': 'abort',
    'person stopped all': 'abort',
    'person edited, to be answered anew': 'abort',
    'agent removed': 'abort',
    'agent paused': 'abort',
    'mode changed': 'abort',
    'room deleted': 'abort',
  },
  stale: {
    ...UNSEEN,
    'tick, early': 'abort',
    'tick, late': 'abort',
    failed: NOTHING,
    recovered: 'abort',
    'person spoke': 'abort',
    'person asked': 'abort',
    'person asked Bob': 'abort',
    'person stopped all': 'abort',
    'person edited, to be answered anew': 'abort',
    'something imported': 'abort',
    'message deleted': 'abort',
    'links previewed': 'abort',
    'silence kept': 'abort',
    'person reacted': 'abort',
    'agent removed': 'abort',
    'agent paused': 'abort',
    'agent added': 'abort',
    'mode changed': 'abort',
    'room deleted': 'abort',
    'finished, failed': 'interrupted',
  },
}

const CELLS = Object.entries(TABLE).flatMap(([situation, row]) =>
  Object.entries(row).map(([kind, wanted]) => ({ situation, kind, wanted }) as Cell),
)
type Cell = { situation: Situation; kind: InputKind; wanted: string }

test.for(CELLS)('[D1] DIR-4 in $situation, $kind gives: $wanted', ({ situation, kind, wanted }) => {
  const story = inSituation(situation)
  const before = story.now
  const { effects } = step(before, INPUTS[kind](story))
  expect(effects.map(word).join(' + ')).toBe(wanted)
})

function word(effect: Effect): string {
  if (effect.type !== 'append') return effect.type
  return effect.events
    .map(({ type, data }) => {
      if (type === 'turn-advanced') return data.phase
      if (type === 'turn-ended') return data.outcome
      return type
    })
    .join(', ')
}
