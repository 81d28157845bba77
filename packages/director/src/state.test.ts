import { EVENT_DATA, SYSTEM } from '@parley/protocol'
import type { RoomEvent, Seq, TurnId } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANN, BOB, HELLO, inSituation, REPLY, T1 } from '../test/situations.ts'
import type { Situation, Story } from '../test/situations.ts'
import { agent, PAT, START } from '../test/virtual-room.ts'
import { fold, step, timingOf, wakeAt } from './index.ts'
import type { DirectorState } from './index.ts'

const SITUATIONS: Situation[] = [
  'idle',
  'waiting',
  'queued',
  'deciding',
  'thinking',
  'reacting',
  'typing',
  'speaking',
  'visible',
  'stale',
]

/** Events that make sense somewhere, and nowhere. */
const anything = fc.constantFrom<(story: Story) => RoomEvent>(
  (story) => story.add('room-created', { ...story.now.head.settings, seed: 'other' }, { by: PAT }),
  (story) => story.add('room-changed', { title: 'New' }),
  (story) => story.add('room-changed', { replyMode: 'manual' }),
  (story) => story.add('room-changed', { replyMode: 'autopilot', maxConsecutiveAgentMessages: 1 }),
  (story) => story.add('room-deleted', {}),
  (story) => story.add('room-restored', {}),
  (story) => story.add('member-added', { member: agent('Bob') }),
  (story) => story.add('member-changed', { member: { ...agent('Bob'), paused: true } }),
  (story) => story.add('member-changed', { member: agent('Zoe') }),
  (story) => story.add('member-removed', { member: BOB }),
  (story) => story.add('message-posted', { text: 'Ann?' }, { by: PAT }),
  (story) => story.add('message-posted', { text: 'Bob?', turn: T1 }, { by: ANN }),
  (story) => story.add('message-posted', { text: 'Ann?', turn: 't9' as TurnId }, { by: BOB }),
  (story) => story.add('message-posted', { text: 'Ann?' }, { by: 'stranger' as never }),
  (story) => story.add('message-started', { turn: T1 }, { by: ANN, id: REPLY }),
  (story) => story.add('message-started', {}, { by: PAT }),
  (story) => story.add('message-appended', { message: REPLY, text: 'Hm' }, { by: ANN }),
  (story) =>
    story.add('message-finished', { message: REPLY, text: 'Hm', status: 'complete', turn: T1 }, { by: ANN }),
  (story) =>
    story.add('message-finished', {
      message: 'none' as never,
      text: '',
      status: 'failed',
      turn: 't9' as TurnId,
    }),
  (story) => story.add('reaction-added', { message: REPLY, reaction: 'like' }, { by: PAT }),
  (story) => story.add('reaction-removed', { message: REPLY, reaction: 'like' }, { by: PAT }),
  (story) => story.add('turn-requested', { intent: 'retry', turn: T1 }, { by: PAT }),
  (story) => story.add('turn-requested', { intent: 'start' }, { by: ANN }),
  (story) => story.add('turn-advanced', { turn: T1, phase: 'deciding' }),
  (story) => story.add('turn-advanced', { turn: 't9' as TurnId, phase: 'typing', until: START }),
  (story) => story.add('turn-ended', { turn: T1, outcome: 'spoke' }),
  (story) => story.add('turn-ended', { turn: 't9' as TurnId, outcome: 'failed' }),
  (story) =>
    story.add('tool-called', { turn: T1, call: 'c1', tool: 'web_fetch', arguments: '{}' }, { by: ANN }),
  (story) =>
    story.add('approval-requested', { turn: T1, call: 'c1', needed: 1, expiresAt: START }, { by: ANN }),
  (story) => story.add('approval-given', { turn: T1, call: 'c1', decision: 'approve' }, { by: PAT }),
  (story) =>
    story.add(
      'tool-finished',
      { turn: T1, call: 'c1', status: 'done', result: 'ok', durationMs: 1 },
      { by: ANN },
    ),
  (story) => story.add('room-silenced', { member: ANN }),
  (story) => story.add('silence-kept', { reasons: [] }),
  (story) => story.add('history-summarised', { upTo: 3 as Seq, text: 'They greeted.' }, { by: SYSTEM }),
  (story) =>
    story.add(
      'links-previewed',
      { message: HELLO, previews: [{ url: 'https://a.org/', title: 'Ann?' }] },
      { by: SYSTEM },
    ),
  (story) => story.add('turns-stopped', {}, { by: PAT }),
  (story) =>
    story.add('item-imported', {
      item: { kind: 'message', at: START, by: ANN, text: 'Bob?', status: 'complete', reactions: [] },
    }),
  (story) => story.add('message-edited', { message: HELLO, text: 'Ann?', rerun: true }, { by: PAT }),
  (story) => story.add('message-deleted', { message: REPLY }, { by: PAT }),
)

test('[D1] DIR-1 DIR-2 INV-7 any events are folded, as plain data, and leave no turn or answer behind', () => {
  const types = new Set<string>()
  fc.assert(
    fc.property(fc.constantFrom(...SITUATIONS), fc.array(anything, { maxLength: 12 }), (situation, more) => {
      const story = inSituation(situation)
      for (const add of more) types.add(add(story).type)
      const { now: state, events } = story
      expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state)
      expect(events.reduce<DirectorState | undefined>(fold, undefined)).toEqual(state)
      const running = state.head.turns.map(({ plan }) => plan.id as string)
      expect(Object.keys(state.spoken).filter((turn) => !running.includes(turn))).toEqual([])
      expect(wakeAt(state, timingOf(state)) ?? 0).toBeLessThan(Infinity)
    }),
    { numRuns: 2_000 },
  )
  expect([...types, 'turn-queued'].toSorted()).toEqual(Object.keys(EVENT_DATA).toSorted())
})

test('[D1] DIR-1 the same log and inputs give the same effects', () => {
  for (const situation of SITUATIONS) {
    const effects = [1, 2].map(
      () => step(inSituation(situation).now, { type: 'tick', now: START + 60_000 }).effects,
    )
    expect(effects[0]).toEqual(effects[1])
  }
})

test('[D1] DIR-1 what is no event leaves the state as it is', () => {
  for (const situation of SITUATIONS) {
    const { now } = inSituation(situation)
    expect(step(now, { type: 'tick', now: START + 60_000 }).state).toBe(now)
    expect(step(now, { type: 'recovered', now: START + 60_000 }).state).toBe(now)
  }
})

test('[D1] DIR-2 before the first event nothing has an effect', () => {
  expect(step(undefined, { type: 'tick', now: START })).toEqual({ state: undefined, effects: [] })
})

test('[D1] DIR-2 an event about a turn that is not running changes only the seq', () => {
  const story = inSituation('deciding')
  const before = story.now
  story.add('turn-ended', { turn: 't9' as TurnId, outcome: 'failed' })
  story.add('turn-advanced', { turn: 't9' as TurnId, phase: 'typing', until: START })
  story.add(
    'message-finished',
    { message: REPLY, text: '', status: 'complete', turn: 't9' as TurnId },
    { by: ANN },
  )
  expect({ ...story.now, head: { ...story.now.head, seq: before.head.seq } }).toEqual(before)
})

test('[C3] DIR-3 a decision that is made again while the first is on its way has the same ids', () => {
  for (const situation of SITUATIONS) {
    const story = inSituation(situation)
    const late = START + 60_000
    const idsOf = (state: DirectorState, now: number) =>
      step(state, { type: 'tick', now }).effects.flatMap((effect) =>
        effect.type === 'append' ? effect.events.map(({ id }) => id) : [],
      )
    const first = idsOf(story.now, late)
    // What happens meanwhile and concerns it not: a reaction, another title, a new member.
    story.add('reaction-added', { message: REPLY, reaction: 'like' }, { by: PAT })
    story.add('room-changed', { title: 'New' })
    story.add('member-added', { member: agent('Zoe') })
    expect(idsOf(story.now, late + 1)).toEqual(first)
  }
})

test('[C3] DIR-3 the turns of a room are counted', () => {
  const story = inSituation('queued')
  story.add('turn-ended', { turn: T1, outcome: 'interrupted' })
  const { effects } = step(story.now, { type: 'tick', now: START + 60_000 })
  expect(effects).toMatchObject([
    { type: 'append', events: [{ id: 't2-queued', data: { plan: { id: 't2' } } }] },
  ])
})
