import { expect, test } from 'vitest'
import type { MemberId, TurnId } from '@parley/protocol'
import { lineOf, messageOf, pendingOf } from '../../shared/samples.test-data.ts'
import { lastOwnId, rowsOf } from './rows.ts'
import type { Row } from './rows.ts'

const me = 'me' as MemberId
const typing = (turn: string, member: string) => ({ turn: turn as TurnId, member: member as MemberId })
const drawn = (rows: Row[]) =>
  rows.map((row) => {
    if (row.kind === 'separator') return '---'
    if (row.kind === 'unread') return '=== new'
    if (row.kind === 'line') return `* ${row.item.line.type}`
    if (row.kind === 'gone') return '(gone)'
    const text = row.kind === 'typing' ? '…' : row.message.text
    return `${row.first ? '┌' : '│'}${row.last ? '┘' : ' '} ${row.by}: ${text}`
  })

test('[W1] consecutive messages by one author are one run; a line or another author ends it', () => {
  const timeline = [
    messageOf(1, 'me', 'a'),
    messageOf(2, 'me', 'b'),
    messageOf(3, 'steve', 'c'),
    messageOf(4, 'steve', 'd'),
    lineOf(5, 'silenced', 'steve'),
    messageOf(6, 'steve', 'e'),
  ]
  expect(drawn(rowsOf(timeline, [], [], me))).toEqual([
    '---',
    '┌  me: a',
    '│┘ me: b',
    '┌  steve: c',
    '│┘ steve: d',
    '* silenced',
    '┌┘ steve: e',
  ])
})

test('[C6] the line of what is new stands above its message and ends a run', () => {
  const timeline = [messageOf(1, 'steve', 'a'), messageOf(2, 'steve', 'b')]
  expect(drawn(rowsOf(timeline, [], [], me, timeline[1]?.id))).toEqual([
    '---',
    '┌┘ steve: a',
    '=== new',
    '┌┘ steve: b',
  ])
})

test('[D7] each typist has a bubble, which continues a run of its author', () => {
  const rows = rowsOf([messageOf(1, 'steve', 'a')], [typing('t1', 'steve'), typing('t2', 'ada')], [], me)
  expect(drawn(rows)).toEqual(['---', '┌  steve: a', '│┘ steve: …', '┌┘ ada: …'])
})

test('[W1] a message of ours stands above the typists, before and after it is acknowledged', () => {
  const waiting = pendingOf('hi', 'sending', 2_000)
  const stored = { ...messageOf(2, 'me', 'hi'), id: waiting.id }
  const said = messageOf(1, 'ada', 'a')
  const before = rowsOf([said], [typing('t1', 'steve')], [waiting], me)
  const after = rowsOf([said, stored], [typing('t1', 'steve')], [], me)
  expect(drawn(before)).toEqual(['---', '┌┘ ada: a', '┌┘ me: hi', '┌┘ steve: …'])
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key))
})

test('[W1] the typing bubble and its message share a key, so one turns into the other in place', () => {
  const before = rowsOf([], [typing('t1', 'steve')], [], me)
  const after = rowsOf([messageOf(1, 'steve', 'Hello', [], 'streaming', 't1')], [], [], me)
  expect(before.at(-1)?.key).toBe('t1')
  expect(after.at(-1)?.key).toBe('t1')
})

test('[C3] a message of ours keeps its key when it is acknowledged', () => {
  const waiting = pendingOf('hi', 'sending')
  const stored = { ...messageOf(1, 'me', 'hi'), id: waiting.id }
  expect(rowsOf([], [], [waiting], me).at(-1)?.key).toBe(rowsOf([stored], [], [], me).at(-1)?.key)
})

test('[D4] a reply that was cut before its first word is not shown', () => {
  const rows = rowsOf([messageOf(1, 'me', 'a'), messageOf(2, 'steve', '', [], 'interrupted')], [], [], me)
  expect(drawn(rows)).toEqual(['---', '┌┘ me: a'])
})

test('[D14] what was deleted takes no place, and the messages around it are one run', () => {
  const gone = { ...messageOf(2, 'steve', ''), deleted: true }
  const line = { ...lineOf(3, 'failed', 'steve'), deleted: true }
  const rows = rowsOf([messageOf(1, 'me', 'a'), gone, line, messageOf(4, 'me', 'b')], [], [], me)
  expect(drawn(rows)).toEqual(['---', '┌  me: a', '(gone)', '│┘ me: b'])
})

test('[D14] a message keeps its key when it goes and when it comes back', () => {
  const said = messageOf(1, 'steve', 'a', [], 'complete', 't1')
  const keyOf = (message: typeof said) => rowsOf([message], [], [], me).at(-1)?.key
  expect(keyOf({ ...said, text: '', deleted: true })).toBe(keyOf(said))
})

test('keys stay unique when a turn has two messages', () => {
  const rows = rowsOf(
    [messageOf(1, 'steve', 'a', [], 'complete', 't1'), messageOf(2, 'steve', 'b', [], 'complete', 't1')],
    [typing('t1', 'steve')],
    [],
    me,
  )
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
})

test('[W1] "Delivered" belongs to the last message of ours, sent or waiting', () => {
  const timeline = [messageOf(1, 'me', 'a'), messageOf(2, 'steve', 'b')]
  expect(lastOwnId(rowsOf(timeline, [], [], me), me)).toBe('m1')
  expect(lastOwnId(rowsOf(timeline, [], [pendingOf('c', 'sending')], me), me)).toBe('p-c')
  expect(lastOwnId(rowsOf([messageOf(2, 'steve', 'b')], [], [], me), me)).toBeUndefined()
})
