import { expect, test } from 'vitest'
import type { MemberId } from '@parley/protocol'
import { lineOf, messageOf } from '../shared/samples.test-data.ts'
import { lastEditable } from './editing.ts'

const me = 'me' as MemberId

test('[W3 D14] arrow up takes the last message of one’s own that is still there', () => {
  const gone = { ...messageOf(4, 'me', ''), deleted: true }
  const timeline = [messageOf(1, 'me', 'a'), messageOf(2, 'me', 'b'), messageOf(3, 'ada', 'c'), gone]
  expect(lastEditable([...timeline, lineOf(5, 'silenced', 'ada')], me)).toEqual({
    message: 'm2',
    text: 'b',
    rerun: false,
  })
  expect(lastEditable([messageOf(1, 'ada', 'a')], me)).toBeUndefined()
})
