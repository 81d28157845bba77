import { expect, test } from 'vitest'
import { screenOf } from './screen.ts'

test.each([
  ['/', { kind: 'list' }],
  ['/new', { kind: 'new' }],
  ['/r/0199-ab_C', { kind: 'room', room: '0199-ab_C' }],
  ['/r/0199/', { kind: 'room', room: '0199' }],
  ['/r/', { kind: 'missing' }],
  ['/r/a/b', { kind: 'missing' }],
  ['/r/%3Cscript%3E', { kind: 'missing' }],
  ['/elsewhere', { kind: 'missing' }],
])('[W6] %s', (path, expected) => {
  expect(screenOf(path)).toEqual(expected)
})
