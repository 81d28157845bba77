import { expect, test } from 'vitest'
import type { EventData, EventId, EventType, MemberId, RoomEvent, TurnId } from '@parley/protocol'
import { turnOf } from '../../shared/samples.test-data.ts'
import { explanationOf } from './explanation.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const t1 = 't1' as TurnId
const names = {
  nameOf: (id: MemberId) => (id === 'me' ? 'You' : id === ann ? 'Ann' : 'Bob'),
  authorOf: () => 'me' as MemberId,
}
const fact = <Type extends EventType>(type: Type, data: EventData<Type>): RoomEvent =>
  ({ room: 'r', seq: 1, id: 'e', at: 0, by: 'system', type, data }) as unknown as RoomEvent
const { plan } = turnOf('t1', 'queued')
const queued = fact('turn-queued', {
  plan: {
    ...plan,
    reasons: [
      { code: 'addressed', member: ann },
      { code: 'spoke-last', member: bob },
    ],
  },
})
const chosen = fact('turn-advanced', {
  turn: t1,
  phase: 'thinking',
  speaker: ann,
  reasons: [{ code: 'model-choice', member: ann, score: 0.8 }],
})
const ended = (data: Omit<EventData<'turn-ended'>, 'turn'>) => fact('turn-ended', { turn: t1, ...data })

test('[D12] a turn that spoke: who, and each reason once, in order', () => {
  expect(explanationOf([queued, chosen, ended({ outcome: 'spoke' })], names)).toEqual({
    heading: 'Why Ann spoke',
    sentences: [
      'Ann was called by name.',
      'Bob stayed quiet: spoke last.',
      'The model chose Ann (80 % sure).',
    ],
  })
  expect(explanationOf([queued, chosen, queued], names).sentences).toHaveLength(3)
})

test.each<[string, RoomEvent[]]>([
  ['Why nobody answered', [fact('silence-kept', { reasons: [{ code: 'unlikely', score: 0.1 }] })]],
  [
    'Why nobody answered',
    [queued, ended({ outcome: 'stayed-silent', reasons: [{ code: 'model-declined' }] })],
  ],
  ['Why the answer was cut off', [queued, chosen, ended({ outcome: 'interrupted' })]],
  ['Why there is no answer', [queued, chosen, ended({ outcome: 'failed', speaker: ann })]],
  ['Why the agents stopped', [queued, ended({ outcome: 'capped' })]],
  ['Why it went quiet', [fact('room-silenced', { member: ann, reasons: [{ code: 'cap-reached' }] })]],
  ['Why it is Ann’s turn', [queued, chosen]],
  ['Somebody is about to answer', [queued]],
  ['No decision behind it', []],
])('[D12] %s', (heading, events) => {
  expect(explanationOf(events, names).heading).toBe(heading)
})

test('[D12] where nothing was decided, or no reason was noted, that is said', () => {
  const unanswered = explanationOf([], names).sentences
  const undecided = explanationOf([], names, true).sentences
  const untold = explanationOf([ended({ outcome: 'capped' })], names).sentences
  for (const sentences of [unanswered, undecided, untold]) expect(sentences).toHaveLength(1)
  expect(new Set([...unanswered, ...undecided, ...untold]).size).toBe(3)
})

test('[D9 D12] why it went quiet is told without why the last speaker had spoken', () => {
  const silenced = fact('room-silenced', { member: ann, reasons: [{ code: 'acknowledgements' }] })
  const spoke = [queued, chosen, ended({ outcome: 'spoke' })]
  expect(explanationOf([...spoke, silenced], names)).toEqual({
    heading: 'Why it went quiet',
    sentences: ['The agents were only agreeing with each other.'],
  })
})

test('[D11 D12] who was asked, by whom, and not the request besides', () => {
  const event = 'request' as EventId
  const request = { ...fact('turn-requested', { intent: 'ask', agents: [ann] }), id: event, by: bob }
  const asked = fact('turn-queued', {
    plan: {
      ...plan,
      reasons: [
        { code: 'requested', event },
        { code: 'asked', member: ann, event },
      ],
    },
  })
  const nobodyKnown = { ...names, authorOf: () => undefined }
  expect(explanationOf([request, asked], nobodyKnown).sentences).toEqual(['Bob asked Ann to answer.'])
  expect(explanationOf([asked], nobodyKnown).sentences).toEqual(['Ann was asked to answer.'])
})

test('[D12] of two answers to one message both are named', () => {
  const second = fact('turn-ended', { turn: 't2' as TurnId, outcome: 'spoke', speaker: bob })
  expect(explanationOf([queued, chosen, ended({ outcome: 'spoke' }), second], names).heading).toBe(
    'Why Ann and Bob spoke',
  )
})
