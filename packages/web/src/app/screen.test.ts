import { expect, test } from 'vitest'
import { screenOf } from './screen.ts'

test.each([
  ['/', { kind: 'list' }],
  ['/new', { kind: 'new' }],
  ['/r/0199-ab_C', { kind: 'room', room: '0199-ab_C' }],
  ['/r/0199/', { kind: 'room', room: '0199' }],
  ['/rooms/0199', { kind: 'room', room: '0199' }],
  ['/rooms/0199/messages/m-1', { kind: 'room', room: '0199', message: 'm-1' }],
  ['/rooms/0199/messages/', { kind: 'missing' }],
  ['/welcome', { kind: 'welcome' }],
  ['/settings', { kind: 'settings' }],
  ['/agents', { kind: 'agents' }],
  ['/agents/new', { kind: 'agent' }],
  ['/agents/a_socrates', { kind: 'agent', agent: 'a_socrates' }],
  ['/agents/a/b', { kind: 'missing' }],
  ['/r/', { kind: 'missing' }],
  ['/r/a/b', { kind: 'missing' }],
  ['/r/%3Cscript%3E', { kind: 'missing' }],
  ['/elsewhere', { kind: 'missing' }],
])('[W6] %s', (path, expected) => {
  expect(screenOf(path)).toEqual(expected)
})
