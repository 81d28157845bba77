import { expect, test } from 'vitest'
import type { MemberId, RoomHead } from '@parley/protocol'
import { headOf, lineOf, messageOf, turnOf } from '../../shared/samples.test-data.ts'
import { offerOf } from './quiet.ts'

const me = 'me' as MemberId
const trio = headOf('me', 'steve', 'ada')
const said = messageOf(1, 'steve', 'Hi')
const silenced = lineOf(2, 'silenced', 'steve')
const failed = lineOf(3, 'failed', 'steve')
const inMode = (head: RoomHead, replyMode: 'ambient' | 'manual'): RoomHead => ({
  ...head,
  settings: { ...head.settings, replyMode },
})

test('[D2] a silent room of two agents may be set going again', () => {
  for (const head of [trio, inMode(trio, 'ambient')]) {
    expect(offerOf(head, [], me)).toEqual({ intent: 'start' })
    expect(offerOf(head, [said, silenced], me)).toEqual({ intent: 'continue' })
  }
  const left = lineOf(3, 'member-removed', 'bob')
  expect(offerOf(trio, [said, silenced, left], me)).toEqual({ intent: 'continue' })
  expect(offerOf(trio, [said], me)).toBeUndefined()
  expect(offerOf(trio, [silenced, said], me)).toBeUndefined()
})

test('[D2 D11] one agent alone has nobody to go on with, and a manual room does not go on by itself', () => {
  expect(offerOf(headOf('me', 'steve'), [said, silenced], me)).toBeUndefined()
  expect(offerOf(inMode(trio, 'manual'), [], me)).toBeUndefined()
  expect(offerOf(inMode(trio, 'manual'), [said, silenced], me)).toBeUndefined()
})

test('[M8] a failure can be retried while it is the last thing and nobody is at work', () => {
  expect(offerOf(trio, [said, failed], me)).toEqual({ intent: 'retry', turn: 't3' })
  expect(offerOf(inMode(trio, 'manual'), [said, failed], me)).toEqual({ intent: 'retry', turn: 't3' })
  expect(offerOf(trio, [failed, messageOf(4, 'me', 'never mind')], me)).toBeUndefined()
  expect(offerOf({ ...trio, turns: [turnOf('t9', 'queued')] }, [said, failed], me)).toBeUndefined()
})

test('[D14] what was deleted does not count', () => {
  const gone = { ...messageOf(4, 'steve', ''), deleted: true }
  expect(offerOf(trio, [said, failed, gone], me)).toEqual({ intent: 'retry', turn: 't3' })
  expect(
    offerOf(
      trio,
      [
        { ...said, deleted: true },
        { ...silenced, deleted: true },
      ],
      me,
    ),
  ).toEqual({
    intent: 'start',
  })
})

test('[D13] a used-up budget may be lifted by those who decide for others', () => {
  const failure = { code: 'budget-reached', message: 'Used up.', retryable: false } as const
  const line = lineOf(3, 'failed', 'steve')
  const capped = { ...line, line: { ...line.line, failure } } as typeof line
  expect(offerOf(trio, [said, capped], me)).toBeUndefined()
  const [first, ...rest] = trio.members
  const members = first === undefined ? rest : [{ ...first, role: 'owner' as const }, ...rest]
  expect(offerOf({ ...trio, members }, [said, capped], me)).toEqual({
    intent: 'retry',
    turn: 't3',
    beyondBudget: true,
  })
})
