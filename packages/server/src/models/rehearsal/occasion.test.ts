import type { JSONSchema7 } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { Dice } from './dice.ts'
import { argumentsFrom, followUp, occasionFor } from './occasion.ts'
import { fillSchema } from './schema-filler.ts'

const TOOLS = [
  'room_search',
  'read_messages',
  'web_fetch',
  'it__get-sum',
  'files__delete_file',
  'it__now',
].map((name) => ({ name }))

function asked(text: string) {
  const { tool, given } = occasionFor(text, TOOLS) ?? {}
  return tool && [tool.name, given]
}

describe('[M2 M7] what a person says is an occasion for a tool', () => {
  test.each([
    ['What did we say about the garden?', 'garden'],
    ['what did Ada say about roses earlier in this chat?', 'roses'],
    ['Who mentioned the budget?', undefined],
    ['Can somebody remind me what was decided about the kettle', 'kettle'],
    ['Steve, what has been said about pricing so far today?', 'pricing so far'],
    ['search this chat for "violets" please', 'violets'],
  ])('%s', (text, query) => {
    expect(asked(text)).toEqual(query && ['room_search', { query }])
  })

  test.each([
    ['Show me how this conversation began', { seq: 0 }],
    ['Read the messages around 42', { seq: 42 }],
  ])('%s', (text, given) => {
    expect(asked(text)).toEqual(['read_messages', given])
  })

  test('an address, and the name of a tool, as it is or as people say it', () => {
    expect(asked('look at https://example.org/a?b=1, please')).toEqual([
      'web_fetch',
      { url: 'https://example.org/a?b=1' },
    ])
    expect(asked('Use it__get-sum with 2 and 3')).toEqual(['it__get-sum', {}])
    expect(asked('get sum of 2 and 3')).toEqual(['it__get-sum', {}])
    expect(asked('Please delete file notes.txt')).toEqual(['files__delete_file', {}])
    expect(asked('do a room search')).toEqual(['room_search', {}])
  })

  test.each([
    'Should I open a bakery?',
    'What do you say about that?',
    'He said nothing about it.',
    'How do I delete files?',
    'What now?',
    'The summary is good.',
  ])('not so: %s', (text) => {
    expect(asked(text)).toBeUndefined()
  })

  test('none of a tool that is not offered', () => {
    expect(occasionFor('What did we say about the garden?', [])).toBeUndefined()
  })

  test('more of what was found is read where it is wanted', () => {
    expect(followUp('What did Ada say about roses, word for word?', 7, TOOLS)?.given).toEqual({ seq: 7 })
    expect(followUp('What did Ada say about roses?', 7, TOOLS)).toBeUndefined()
    expect(followUp('What did Ada say about roses, word for word?', undefined, TOOLS)).toBeUndefined()
  })
})

describe('[M2 M7] the arguments of a call come from the words', () => {
  function filled(text: string, name: string, properties: object, required: string[]) {
    const inputSchema = { type: 'object', properties, required } as JSONSchema7
    const suggest = argumentsFrom(text, { tool: { name, inputSchema }, given: {} })
    return fillSchema(inputSchema, suggest, new Dice('s'))
  }

  test('numbers in their order', () => {
    const number = { type: 'number' }
    expect(filled('get sum of 2 and -3.5', 'it__get-sum', { a: number, b: number }, ['a', 'b'])).toEqual({
      a: 2,
      b: -3.5,
    })
  })

  test('what is quoted, else what follows the name, else all; optional fields stay out', () => {
    const text = { type: 'string' }
    const echo = (words: string) => filled(words, 'it__echo', { message: text, tone: text }, ['message'])
    expect(echo('please echo "good morning" to all')).toEqual({ message: 'good morning' })
    expect(echo('Ada, echo good morning!')).toEqual({ message: 'good morning' })
    expect(echo('echo')).toEqual({ message: 'echo' })
  })

  test('one of those that the tool knows, and an address', () => {
    const fields = { unit: { enum: ['C', 'F'] }, url: { type: 'string' } }
    expect(filled('use weather in F from https://a.example/x', 'weather', fields, ['unit', 'url'])).toEqual({
      unit: 'F',
      url: 'https://a.example/x',
    })
  })
})
