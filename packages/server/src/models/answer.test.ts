import type { MemberId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { exampleRoom, say } from '../../test/example-room.ts'
import { autopilotContext } from '../context/index.ts'
import { readAnswer, SAY } from './answer.ts'
import { type RawAnswer } from './raw-answer.ts'

const room = exampleRoom([
  { id: 'a_bob', name: 'Bob (the builder' },
  { id: 'a_img', name: '<img src=x onerror=alert(1)>' },
  { id: 'a_1', name: 'Alex' },
  { id: 'a_2', name: 'Alex' },
])
const last = say(room, 'p_robin', 'Hello')
const candidates = ['a_bob', 'a_img', 'a_1', 'a_2'] as MemberId[]
const context = autopilotContext({ ...room, candidates, reactTo: last.id })

function candidate(id: string) {
  return context.candidates.find((member) => member.id === id)
}

function called(input: unknown): RawAnswer {
  return { toolCalls: [{ toolName: SAY, input }], text: '' }
}

describe('[D2] the structured answer is read', () => {
  test.each([
    ['bob-the-builder', 'a_bob'],
    ['BOB-the-builder', 'a_bob'],
    ['Bob (the builder', 'a_bob'],
    ['<img src=x onerror=alert(1)>', 'a_img'],
    ['img-src-x-onerror-alert-1', 'a_img'],
    ['alex', 'a_1'],
    ['alex-2', 'a_2'],
    ['Alex (2)', 'a_2'],
    ['a_2', 'a_2'],
  ])('speaker %j is %s', (speaker, id) => {
    expect(readAnswer(called({ speaker, message: 'Hi' }), context, true).speaker.id).toBe(id)
  })

  test.each([
    '{"speaker":"alex","message":"Hi"}',
    'Sure! ```json\n{"speaker":"alex","message":"Hi"}\n```',
    '{"name":"say","arguments":{"speaker":"alex","message":"Hi"}}',
    '{"name":"say","arguments":"{\\"speaker\\":\\"alex\\",\\"message\\":\\"Hi\\"}"}',
  ])('JSON in plain text is taken: %s', (text) => {
    const answer = readAnswer({ toolCalls: [], text }, context, true)
    expect(answer).toMatchObject({ speaker: { id: 'a_1' }, text: 'Hi' })
  })

  test('[M5] a copied name in front of the words is removed', () => {
    const input = { speaker: 'bob-the-builder', message: '**Bob (the builder:** Hi' }
    expect(readAnswer(called(input), context, true).text).toBe('Hi')
  })

  test('[M5] words of another member are cut, and it is told whose they were', () => {
    const answer = (message: string) => readAnswer(called({ speaker: 'alex', message }), context, true)
    expect(answer('Hi.\n**Alex (2):** Ho.')).toMatchObject({ text: 'Hi.', cutFor: 'a_2' })
    expect(answer('Hi.\nRobin: Ho.')).toEqual({ speaker: candidate('a_1'), text: 'Hi.' })
    expect(answer('Hi.\n<img src=x onerror=alert(1)>: Ho.')).toMatchObject({ text: 'Hi.', cutFor: 'a_img' })
  })

  test('[D8] a reaction is taken when asked for, and dropped when it does not exist', () => {
    const reaction = (value: string) =>
      readAnswer(called({ speaker: 'alex', message: 'Hi', reaction: value }), context, true).reaction
    expect(reaction('Laugh')).toBe('laugh')
    expect(reaction('party')).toBeUndefined()
    const unasked = autopilotContext({ ...room, candidates })
    const input = { speaker: 'alex', message: 'Hi', reaction: 'laugh' }
    expect(readAnswer(called(input), unasked, true).reaction).toBeUndefined()
  })

  test.each([
    [{ toolCalls: [], text: 'Hello there' }, /was not called/],
    [called('{"speaker":'), /not a JSON object/],
    [called({ speaker: 'zeus', message: 'Hi' }), /must be one of: bob-the-builder/],
    [called({ speaker: 'alex' }), /must be a string/],
    [called({ speaker: 'alex', message: '  Alex: ' }), /was empty/],
    [called({ speaker: 'alex', message: 'Robin: Hi' }), /written as somebody else/],
    [called({ speaker: 'alex', message: 'x'.repeat(20_000) }), /too long/],
  ])('%# what cannot be used says what to mend', (raw, reason) => {
    expect(() => readAnswer(raw, context, true)).toThrow(reason)
  })
})
