import { expect, test } from 'vitest'
import type { ToolCall } from '@parley/protocol'
import { argumentLines, toolWords } from './tool-words.ts'

const call = (more: Partial<ToolCall>): ToolCall => ({
  call: 'c1',
  tool: 'web_fetch',
  arguments: '{}',
  at: 0,
  status: 'running',
  ...more,
})

test.each([
  [call({}), 'Reading a page'],
  [call({ status: 'done', durationMs: 1_234 }), 'Reading a page · 1.2 s'],
  [call({ status: 'done', durationMs: 3 }), 'Reading a page · 0.1 s'],
  [call({ status: 'done', durationMs: 12_345, tool: 'files__read_all' }), 'read_all (files) · 12 s'],
  [call({ status: 'failed', tool: 'dance' }), 'dance · failed'],
  [
    call({ status: 'waiting', approval: { needed: 1, expiresAt: 0, given: [] } }),
    'Reading a page · waits for approval',
  ],
  [
    call({ status: 'waiting', approval: { needed: 2, expiresAt: 0, given: [] } }),
    'Reading a page · waits for approval (0 of 2)',
  ],
  [call({ status: 'expired' }), 'Reading a page · not approved in time'],
])('[M7 S5] %j reads: %s', (given, words) => expect(toolWords(given)).toBe(words))

test('[S5] no argument can look like another one', () => {
  expect(argumentLines('{"path":"safe\\nmode: read"}')).toBe('path: "safe\\nmode: read"')
  expect(argumentLines('{"path":"a\u202eb"}')).toBe('path: "a\\u202eb"')
})

test('[M7] arguments are shown line by line, and as they are where they were cut off', () => {
  expect(argumentLines('{"url":"https://example.org","depth":2}')).toBe('url: https://example.org\ndepth: 2')
  expect(argumentLines('{"url":"https://exam…')).toBe('{"url":"https://exam…')
  expect(argumentLines('3')).toBe('3')
})
