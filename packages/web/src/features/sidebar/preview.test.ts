import { expect, test } from 'vitest'
import type { MemberId } from '@parley/protocol'
import { headOf, lineOf, messageOf, pendingOf } from '../../shared/samples.test-data.ts'
import { latestOf, previewOf } from './preview.ts'

const me = 'me' as MemberId
const group = headOf('me', 'steve', 'ada')
const pair = headOf('me', 'steve')

test('[W2] a group preview says who spoke; a conversation of two does not need to', () => {
  const timeline = [messageOf(1, 'steve', 'One more\n\nthing')]
  expect(previewOf(group, timeline, [], me).text).toBe('Steve: One more thing')
  expect(previewOf(pair, timeline, [], me).text).toBe('One more thing')
  expect(previewOf(group, [messageOf(1, 'me', 'Hello')], [], me).text).toBe('Hello')
})

test('[W2] a reaction newer than the last message is the preview', () => {
  const loved = messageOf(1, 'ada', 'Engines can compose', [{ by: 'steve', reaction: 'heart', at: 9_000 }])
  expect(previewOf(group, [loved], [], me).text).toBe('Steve loved “Engines can compose”')
  expect(previewOf(group, [loved, messageOf(10, 'ada', 'Indeed')], [], me).text).toBe('Ada: Indeed')
  const mine = messageOf(1, 'ada', 'Engines', [{ by: 'me', reaction: 'laugh', at: 9_000 }])
  expect(previewOf(group, [mine], [], me).text).toBe('You laughed at “Engines”')
})

test('[W2] what waits or failed comes first, and a failed turn shows', () => {
  const said = messageOf(1, 'steve', 'Hi')
  expect(previewOf(pair, [said], [pendingOf('on my way', 'sending')], me)).toEqual({
    text: 'on my way',
    tone: 'plain',
  })
  expect(previewOf(pair, [said], [pendingOf('lost', 'failed')], me)).toEqual({
    text: 'Not delivered: lost',
    tone: 'trouble',
  })
  expect(previewOf(pair, [said, lineOf(2, 'failed', 'steve')], [], me)).toEqual({
    text: 'Steve could not answer',
    tone: 'trouble',
  })
})

test('[D14 W2] what was deleted is no preview', () => {
  const said = messageOf(1, 'steve', 'Hi')
  const gone = { ...messageOf(2, 'ada', ''), deleted: true }
  const line = { ...lineOf(3, 'failed', 'steve'), deleted: true }
  expect(previewOf(group, [said, gone, line], [], me).text).toBe('Steve: Hi')
})

test('[W2] silence, and a message that has no words yet, leave the last words standing', () => {
  const said = messageOf(1, 'steve', 'Hi')
  const typing = messageOf(3, 'ada', '', [], 'streaming')
  expect(previewOf(group, [said, lineOf(2, 'silenced', 'steve'), typing], [], me).text).toBe('Steve: Hi')
  expect(previewOf(pair, [], [], me).text).toBe('Say hello')
})

test('[W2] a deleted message is no preview, whatever its text was', () => {
  const gone = { ...messageOf(2, 'steve', ''), deleted: true }
  expect(previewOf(pair, [messageOf(1, 'steve', 'still **here**'), gone], [], me).text).toBe('still here')
  expect(latestOf([messageOf(1, 'steve', 'still here'), gone])).toMatchObject({ message: { id: 'm1' } })
})
