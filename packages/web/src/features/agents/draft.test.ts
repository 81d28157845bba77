import { Agent } from '@parley/protocol'
import { expect, test } from 'vitest'
import { changesOf, copyName, draftOf, NEW_DRAFT, profileOf } from './draft.ts'
import { talkativenessWords } from './talkativeness-words.ts'

const ada = Agent.parse({
  id: 'a_ada',
  starter: true,
  name: 'Ada',
  colors: ['#112233', '#445566'],
  tools: ['web_fetch'],
  firstMessage: 'Hello.',
})

test('[A1] only what was edited is sent, and what was taken away is null', () => {
  const before = draftOf(ada)
  expect(changesOf(before, { ...before })).toBeUndefined()
  expect(changesOf(before, { ...before, name: 'Ada ', talkativeness: 0.9 })).toEqual({ talkativeness: 0.9 })
  expect(changesOf(before, { ...before, tools: undefined, colors: undefined, firstMessage: ' ' })).toEqual({
    tools: null,
    colors: null,
    firstMessage: null,
  })
})

test('[A1] a new agent has a name, and no part that nobody chose', () => {
  expect(profileOf({ ...NEW_DRAFT, name: ' Kim ' })).toEqual({
    name: 'Kim',
    title: '',
    bio: '',
    personality: '',
    model: '',
    talkativeness: 0.5,
    paused: false,
  })
})

test('[A1] a copy has a name of its own', () => {
  expect(copyName('Ada', ['Ada'])).toBe('Ada 2')
  expect(copyName('Ada 2', ['Ada', 'Ada 2', 'Ada 3'])).toBe('Ada 4')
})

test('[A1] every talkativeness has its words', () => {
  const words = [0, 0.2, 0.4, 0.5, 0.7, 0.9, 1].map(talkativenessWords)
  expect(new Set(words).size).toBe(7)
  expect(words.every((one) => one !== '')).toBe(true)
})
