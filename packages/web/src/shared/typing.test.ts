import { expect, test } from 'vitest'
import { headOf, turnOf } from './samples.test-data.ts'
import { typistsOf } from './typing.ts'

test('[D7] several may type at once, in the order of their turns', () => {
  const head = {
    ...headOf('me', 'steve', 'ada'),
    turns: [turnOf('t1', 'typing', 'steve'), turnOf('t2', 'thinking', 'ada')],
  }
  expect(typistsOf(head)).toEqual([
    { turn: 't1', member: 'steve' },
    { turn: 't2', member: 'ada' },
  ])
})

test('[D7] nobody types before a speaker is known, nor once words are seen', () => {
  const head = {
    ...headOf('me', 'steve'),
    turns: [
      turnOf('t1', 'queued'),
      turnOf('t2', 'deciding'),
      turnOf('t3', 'reacting', 'steve'),
      turnOf('t4', 'speaking', 'steve', 'm1'),
      turnOf('t5', 'typing', 'steve', 'm2'),
    ],
  }
  expect(typistsOf(head)).toEqual([])
})
