import { expect, test } from 'vitest'
import { safeLink } from './safe-link.ts'

test.each(['https://x.test/a?b#c', 'http://x.test', 'mailto:ada@x.test'])('[S4] %s is led to', (address) =>
  expect(safeLink(address)).toBe(address),
)

test.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://x.test/1',
  'file:///etc/passwd',
  '/settings',
  '//x.test',
  '#fn',
  '',
])('[S4] %j is not', (address) => expect(safeLink(address)).toBe(''))
