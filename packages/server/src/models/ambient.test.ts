import type { MemberId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { exampleRoom, say } from '../../test/example-room.ts'
import { ambientContext } from '../context/index.ts'
import { DECIDE, readJudgement } from './ambient.ts'

const room = exampleRoom([
  { id: 'a_bob', name: 'Bob (the builder' },
  { id: 'a_ada', name: 'Ada' },
])
const last = say(room, 'p_robin', 'Nice weather')
const candidates = ['a_bob', 'a_ada'] as MemberId[]
const context = ambientContext({ ...room, candidates, reactTo: last.id })
const read = (input: unknown) =>
  readJudgement({ toolCalls: [{ toolName: DECIDE, input }], text: '' }, context)

describe('[D10] a judgement is read', () => {
  test('somebody speaks, and why', () => {
    expect(read({ who: 'ada', reason: ' knows\n clouds ', confidence: 0.8 })).toEqual({
      speaker: 'a_ada',
      reasons: [{ code: 'model-choice', member: 'a_ada', score: 0.8, note: 'knows clouds' }],
    })
  })

  test('nobody speaks', () => {
    expect(read({ who: 'nobody', reason: 'small talk', confidence: 0.9 })).toEqual({
      declined: true,
      reasons: [{ code: 'model-declined', score: 0.9, note: 'small talk' }],
    })
  })

  test('somebody of whom it is not sure is nobody, and may still react', () => {
    expect(read({ who: 'Ada', reaction: 'LIKE', reason: '', confidence: 0.49 })).toEqual({
      declined: true,
      by: 'a_ada',
      reaction: 'like',
      reasons: [{ code: 'model-declined', member: 'a_ada', score: 0.49 }],
    })
  })

  test('a reaction without a speaker is the likeliest one’s', () => {
    expect(read({ who: 'nobody', reaction: 'heart', reason: '', confidence: 1 })).toMatchObject({
      by: 'a_bob',
      reaction: 'heart',
    })
    expect(read({ who: 'nobody', reaction: 'applause', reason: '', confidence: 1 })).not.toHaveProperty('by')
  })

  test('words for numbers, JSON in plain text, and an endless reason are taken', () => {
    const text = 'I would say ```{"who":"bob-the-builder","reason":"x","confidence":"0.75"}```'
    expect(readJudgement({ toolCalls: [], text }, context)).toMatchObject({ speaker: 'a_bob' })
    const { reasons } = read({ who: 'ada', reason: '🙂'.repeat(400), confidence: 1 })
    expect(reasons?.[0]?.note?.length).toBe(300)
  })

  test.each([
    [{ who: 'zeus', reason: '', confidence: 1 }, '"who" must be one of: bob-the-builder, ada, nobody'],
    [{ reason: '', confidence: 1 }, '"who" must be one of'],
    [{ who: 'ada', reason: '' }, '"confidence" must be a number'],
    [{ who: 'ada', reason: '', confidence: 80 }, '"confidence" must be a number'],
    [{ who: 'ada', reason: '', confidence: '' }, '"confidence" must be a number'],
    ['nonsense', 'were not a JSON object'],
  ])('what cannot be used is told: %j', (input, message) => {
    expect(() => read(input)).toThrow(message)
  })
})
