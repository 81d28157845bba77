import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import { expect, test } from 'vitest'
import { withBreakpoints } from './prompt-cache.ts'

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `{"from":"Robin","text":"${index}"}`)
const user = (...text: string[]): LanguageModelV4Prompt[number] => ({
  role: 'user',
  content: [{ type: 'text', text: text.join('\n') }],
})
const TASK = ['{"task":"reply","as":"Ada"}', 'Now write your next message.']

function marksOf(prompt: LanguageModelV4Prompt): string[] {
  return withBreakpoints(prompt).flatMap((message) => {
    if (message.role === 'system' || message.role === 'tool')
      return message.providerOptions === undefined ? [] : [message.role]
    return message.content.flatMap((part) =>
      part.providerOptions && part.type === 'text' ? [part.text] : [],
    )
  })
}

test('[M6] what is the same the next time is marked: the members, and the conversation up to the task', () => {
  expect(marksOf([{ role: 'system', content: 'x' }, user(...lines(30), ...TASK)])).toEqual([
    'system',
    '{"from":"Robin","text":"11"}\n',
    '{"from":"Robin","text":"29"}\n',
  ])
})

test('[M6] a task directly after one’s own words leaves the mark before them', () => {
  const own: LanguageModelV4Prompt[number] = {
    role: 'assistant',
    content: [{ type: 'text', text: 'Good day.' }],
  }
  expect(marksOf([{ role: 'system', content: 'x' }, user(...lines(2)), own, user(...TASK)])).toEqual([
    'system',
    '{"from":"Robin","text":"1"}',
  ])
})

test('[M6] results of tools are marked; never more than the four marks that are allowed', () => {
  const result = { type: 'tool-result', toolCallId: 'c', toolName: 't', output: { type: 'text', value: 'x' } }
  const prompt = [
    { role: 'system', content: 'x' },
    user(...lines(90), ...TASK),
    { role: 'tool', content: [result] },
  ]
  const marks = marksOf(prompt as LanguageModelV4Prompt)
  expect(marks.at(-1)).toBe('tool')
  expect(marks).toHaveLength(4)
})

test('[M6] the blocks together are the prompt, and none is empty', () => {
  const text = `${lines(3).join('\n')}\n\nplain\n`
  const [message] = withBreakpoints([user(text)])
  const blocks =
    message?.role === 'user' ? message.content.map((part) => (part.type === 'text' ? part.text : '')) : []
  expect(blocks.every((block) => block.trim() !== '')).toBe(true)
  expect(blocks.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''))
})
