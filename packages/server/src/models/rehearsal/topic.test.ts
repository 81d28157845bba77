import { describe, expect, test } from 'vitest'
import { choiceOf, hookOf, isPlural, topicOf } from './topic.ts'

describe('[M2] what a message is about', () => {
  test.each([
    ['should I open a bakery in a small town?', 'a bakery'],
    ['what will programming look like in 2030?', 'programming'],
    ['how do I get better at public speaking', 'public speaking'],
    ['my startup is running out of money', 'your startup'],
    ['What is the meaning of life?', 'the meaning of life'],
    ['what should I cook for my parents tonight', 'cooking'],
    ['How do I learn to swim?', 'swimming'],
    ['Tell me about the roses, Mabel', 'the roses'],
    ['v0 is the best', 'v0'],
    ['hello everyone', undefined],
    ['Who sells it?', undefined],
    ['ok', undefined],
    ['what do you think, Mabel?', undefined],
    ['', undefined],
    ['https://example.org/a/b', undefined],
  ])('%j: %j', (text, topic) => {
    expect(topicOf(text, ['Mabel Thorne'])).toBe(topic)
  })

  test('a choice', () => {
    expect(choiceOf('tea or coffee?')).toEqual(['tea', 'coffee'])
    expect(choiceOf('Should we go to the mountains or the sea?')).toEqual(['mountains', 'sea'])
    expect(choiceOf('are you coming or not?')).toBeUndefined()
    expect(choiceOf('for better or worse.')).toBeUndefined()
  })

  test('a sentence to quote', () => {
    expect(hookOf('Well. Ship it on Friday. And then rest a little while longer.')).toBe('Ship it on Friday')
    expect(hookOf('What?')).toBeUndefined()
  })

  test('number', () => {
    expect(['machines', 'your keys', 'people'].every(isPlural)).toBe(true)
    expect(['physics', 'the boss', 'a bakery', 'the virus'].some(isPlural)).toBe(false)
  })
})
