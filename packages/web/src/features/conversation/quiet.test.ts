import { expect, test } from 'vitest'
import { headOf, lineOf, messageOf, turnOf } from '../../shared/samples.test-data.ts'
import { offerOf } from './quiet.ts'

const trio = headOf('me', 'steve', 'ada')
const said = messageOf(1, 'steve', 'Hi')
const silenced = lineOf(2, 'silenced', 'steve')
const failed = lineOf(3, 'failed', 'steve')

test('[D2] a silent room of two agents may be set going again', () => {
  expect(offerOf(trio, [])).toEqual({ intent: 'start' })
  expect(offerOf(trio, [said, silenced])).toEqual({ intent: 'continue' })
  expect(offerOf(trio, [said, silenced, lineOf(3, 'member-removed', 'bob')])).toEqual({ intent: 'continue' })
  expect(offerOf(trio, [said])).toBeUndefined()
  expect(offerOf(trio, [silenced, said])).toBeUndefined()
})

test('[D2] one agent alone has nobody to go on with, and only autopilot goes on by itself', () => {
  expect(offerOf(headOf('me', 'steve'), [said, silenced])).toBeUndefined()
  const manual = { ...trio, settings: { ...trio.settings, replyMode: 'manual' as const } }
  expect(offerOf(manual, [])).toBeUndefined()
})

test('[M8] a failure can be retried while it is the last thing and nobody is at work', () => {
  expect(offerOf(trio, [said, failed])).toEqual({ intent: 'retry', turn: 't3' })
  expect(offerOf(trio, [failed, messageOf(4, 'me', 'never mind')])).toBeUndefined()
  expect(offerOf({ ...trio, turns: [turnOf('t9', 'queued')] }, [said, failed])).toBeUndefined()
})
