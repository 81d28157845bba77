import { expect, test } from 'vitest'
import type { EventId, TurnId } from '@parley/protocol'
import { viewOfLog } from './view.ts'
import { openLog, plan } from '../test/log.ts'

const turn = 't1' as TurnId
const message = 't1-message' as EventId

/** A turn that has called a tool, before its first word. */
function called() {
  const book = openLog()
  book.add('turn-queued', { plan: plan(turn, book.head) })
  book.add('turn-advanced', { turn, phase: 'thinking', speaker: 'ann' as never })
  book.add('tool-called', { turn, call: 'c1', tool: 'web_fetch', arguments: '{}' }, { by: 'ann' })
  return book
}

const callsOf = (book: ReturnType<typeof openLog>) => {
  const item = viewOfLog(book.events)?.timeline.find(({ id }) => id === message)
  return item?.kind === 'message' ? item.calls : undefined
}

test('[M7] a call is seen with its turn while it runs, and in the message afterwards', () => {
  const book = called()
  expect(book.head.turns[0]?.calls).toMatchObject([{ call: 'c1', status: 'running' }])
  book.add('tool-finished', { turn, call: 'c1', status: 'done', result: 'ok', durationMs: 5 })
  book.add('message-started', { turn }, { by: 'ann', id: message })
  expect(callsOf(book)).toMatchObject([{ status: 'done', result: 'ok', durationMs: 5 }])
  book.add('tool-called', { turn, call: 'c2', tool: 'web_search', arguments: '{}' }, { by: 'ann' })
  expect(callsOf(book)).toMatchObject([{ call: 'c1' }, { call: 'c2', status: 'running' }])
  book.add('message-finished', { message, text: 'x', status: 'interrupted', turn }, { by: 'ann' })
  expect(callsOf(book)).toMatchObject([{ status: 'done' }, { status: 'stopped' }])
  book.add('tool-finished', { turn, call: 'c2', status: 'done', result: 'late', durationMs: 5 })
  expect(callsOf(book)?.[1]).not.toHaveProperty('result')
})

test('[S5] a call waits until enough different people approve it', () => {
  const book = called()
  book.add('approval-requested', { turn, call: 'c1', needed: 2, expiresAt: 9 })
  const status = () => book.head.turns[0]?.calls?.[0]?.status
  expect(status()).toBe('waiting')
  book.add('approval-given', { turn, call: 'c1', decision: 'approve' }, { by: 'pat' })
  book.add('approval-given', { turn, call: 'c1', decision: 'approve' }, { by: 'pat' })
  expect(status()).toBe('waiting')
  book.add('approval-given', { turn, call: 'c1', decision: 'approve' }, { by: 'zoe' })
  expect(status()).toBe('running')
  book.add('approval-given', { turn, call: 'c1', decision: 'decline' }, { by: 'pat' })
  expect(book.head.turns[0]?.calls?.[0]?.approval?.given).toEqual([
    { by: 'zoe', decision: 'approve' },
    { by: 'pat', decision: 'decline' },
  ])
})

test('[M7] a message that is deleted loses what tools told it', () => {
  const book = called()
  book.add('message-posted', { turn, text: 'x', thinking: 'hm' }, { by: 'ann', id: message })
  expect(callsOf(book)).toHaveLength(1)
  book.add('message-deleted', { message }, { by: 'pat' })
  const item = viewOfLog(book.events)?.timeline.find(({ id }) => id === message)
  expect(item).not.toHaveProperty('calls')
  expect(item).not.toHaveProperty('thinking')
})
