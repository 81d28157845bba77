import type { RoomEvent, RoomHead, Seq } from '@parley/protocol'
import { expect, test } from 'vitest'
import { foldSummary } from './summary.ts'

const held = { event: 's9-history', upTo: 9 } as RoomHead['summary']

function happened(type: string, data: object): RoomEvent {
  return { type, data, id: 'e1' } as unknown as RoomEvent
}

test.for([
  ['a later one takes its place', happened('history-summarised', { upTo: 20, text: '' }), 20],
  ['an earlier one does not', happened('history-summarised', { upTo: 8, text: '' }), 9],
  ['one up to nothing ends it', happened('history-summarised', { upTo: 0, text: '' }), undefined],
  ['a deleted message that it covers', happened('message-deleted', { message: 'm', seq: 9 }), undefined],
  ['a deleted message after it', happened('message-deleted', { message: 'm', seq: 10 }), 9],
  ['a deleted message of unknown place', happened('message-deleted', { message: 'm' }), undefined],
  ['an edited message that it covers', happened('message-edited', { message: 'm', seq: 3 }), undefined],
  ['anything else', happened('room-deleted', {}), 9],
] as const)('[M6] the summary of the history: %s', ([, event, upTo]) => {
  expect(foldSummary(held, event)?.upTo).toBe(upTo as Seq | undefined)
})

test('[M6] what does not touch it keeps its reference', () => {
  expect(foldSummary(held, happened('message-deleted', { message: 'm', seq: 10 }))).toBe(held)
  expect(foldSummary(undefined, happened('room-deleted', {}))).toBeUndefined()
})
