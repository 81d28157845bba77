import { expect, test } from 'vitest'
import type { EventId, MemberId } from '@parley/protocol'
import { Reason } from '@parley/protocol'
import { reasonWords } from './reason-words.ts'
import type { Names } from './reason-words.ts'

const ann = 'ann' as MemberId
const said = 'said' as EventId
const names: Names = {
  nameOf: (id) => (id === 'me' ? 'You' : id === 'bob' ? 'Bob' : 'Ann'),
  authorOf: (event) => (event === said ? ('me' as MemberId) : undefined),
}
const code = (reason: Reason['code']): Reason => ({ code: reason })

test('[D12] every code has a sentence of its own, with and without what it is about', () => {
  const codes = Reason.shape.code.options
  for (const reason of [{}, { member: ann }, { member: ann, event: said, score: 0.5, note: 'Because' }]) {
    const sentences = codes.map((one) => reasonWords({ ...reason, code: one }, names))
    expect(new Set(sentences).size).toBe(codes.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*[^.]\.$/u)
    for (const sentence of sentences) expect(sentence).not.toContain('undefined')
  }
})

test.each<[Reason, string]>([
  [{ code: 'addressed', member: ann, event: said }, 'You named Ann.'],
  [{ code: 'addressed', member: ann }, 'Ann was called by name.'],
  [{ code: 'asked', member: ann, event: 'elsewhere' as EventId }, 'Ann was asked to answer.'],
  [{ code: 'asked', member: ann, event: said }, 'You asked Ann to answer.'],
  [{ code: 'spoke-last', member: 'bob' as MemberId }, 'Bob stayed quiet: spoke last.'],
  [{ code: 'paused', member: ann }, 'Ann stayed quiet: is paused.'],
  [{ code: 'unlikely', score: 0.12 }, 'A quick look said nobody was likely to answer (12 %).'],
  [{ code: 'unlikely', member: ann, score: 0.04 }, 'A quick look said Ann was unlikely to answer (4 %).'],
  [{ code: 'likely', member: ann, score: 0.815 }, 'A quick look said Ann was likely to answer (82 %).'],
  [
    { code: 'model-choice', member: ann, note: 'She knows tea. ', score: 0.8 },
    'The model chose Ann: She knows tea (80 % sure).',
  ],
  [{ code: 'model-choice', member: ann }, 'The model chose Ann.'],
  [
    { code: 'model-declined', note: 'Small talk', score: 0.9 },
    'The model thought that nobody needs to answer: Small talk (90 % sure).',
  ],
  [{ code: 'person-spoke', event: said }, 'You wrote a message.'],
  [code('person-spoke'), 'Somebody wrote a message.'],
  [code('stopped'), 'Somebody pressed stop.'],
])('[D12] %j: %s', (reason, sentence) => {
  expect(reasonWords(reason, names)).toBe(sentence)
})

test('[D12] a code of a younger server is shown as it is', () => {
  for (const unknown of ['full-moon', 'toString'])
    expect(reasonWords({ code: unknown as Reason['code'] }, names)).toBe(unknown)
})
