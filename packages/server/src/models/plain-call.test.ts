import { expect, test } from 'vitest'
import { PlainCall } from './plain-call.ts'

/** What is shown of words that come in pieces, and what they were. */
function read(text: string, size: number, names = ['web_fetch']) {
  const plain = new PlainCall(names)
  let shown = ''
  for (let at = 0; at < text.length; at += size) shown += plain.push(text.slice(at, at + size))
  const { text: rest, call } = plain.end()
  return { text: shown + rest, ...(call ? { tool: call.tool, input: call.input } : {}) }
}

const INPUT = { url: 'https://example.org' }
const CALL = { text: '', tool: 'web_fetch', input: INPUT }

test.each([
  '{"name":"web_fetch","arguments":{"url":"https://example.org"}}',
  '  {"name": "web_fetch", "parameters": {"url": "https://example.org"}}\n',
  '{"tool":"web_fetch","args":{"url":"https://example.org"}}',
  '{"type":"function","function":{"name":"web_fetch","arguments":"{\\"url\\":\\"https://example.org\\"}"}}',
  '```json\n{"name":"web_fetch","arguments":{"url":"https://example.org"}}\n```',
  '<tool_call>\n{"name":"web_fetch","arguments":{"url":"https://example.org"}}\n</tool_call>',
  '[TOOL_CALLS] [{"name":"web_fetch","arguments":{"url":"https://example.org"}}]',
  '<|python_tag|>{"name":"web_fetch","parameters":{"url":"https://example.org"}}',
  '<function=web_fetch>{"url":"https://example.org"}</function>',
])('[M7 M8] a tool call in plain text is understood: %s', (text) => {
  for (const size of [1, 7, 500]) expect(read(text, size)).toEqual(CALL)
})

test.each([
  'Look at {"name":"web_fetch","arguments":{}}',
  '{"answer": 42}',
  '```js\nconsole.log(1)\n```',
  '{"name":"web_fetch"}',
  '{not json',
  '',
])('[M7] other words stay words: %s', (text) => {
  for (const size of [1, 7, 500]) expect(read(text, size)).toEqual({ text })
})

test('[M8] a call of a tool that is not offered is refused, and said to the model', () => {
  expect(() => read('{"name":"rm","arguments":{}}', 500)).toThrow('call one of web_fetch')
})

test('[M7] where no tools are offered nothing is held back', () => {
  const plain = new PlainCall([])
  expect(plain.push('{"name":')).toBe('{"name":')
  expect(read('{"name":"web_fetch","arguments":{}}', 3, [])).toEqual({
    text: '{"name":"web_fetch","arguments":{}}',
  })
})

test('[M7] words that only begin like a call are shown before long', () => {
  const plain = new PlainCall(['web_fetch'])
  expect(plain.push(`{${'x'.repeat(20_000)}`)).toHaveLength(20_001)
})
