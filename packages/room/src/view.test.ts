import { RoomSnapshot } from '@parley/protocol'
import type { EventId, RoomEvent, TimelineItem } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLog } from '../test/log.ts'
import type { LogBook } from '../test/log.ts'
import { randomLog, withoutChunks } from '../test/random-log.ts'
import { foldView, viewOfLog, withOlderItems } from './index.ts'
import type { RoomView } from './index.ts'

function viewOf(events: readonly RoomEvent[]): RoomView {
  const view = viewOfLog(events)
  if (view === undefined) throw new Error('the log is empty')
  return view
}

test('[C1] a view is what the wire calls a snapshot, in the order of the log', () => {
  fc.assert(
    fc.property(randomLog, ({ events }) => {
      const view = viewOf(events)
      expect(RoomSnapshot.parse(view)).toEqual(view)
      const seqs = view.timeline.map(({ seq }) => seq as number)
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
      expect(new Set(seqs).size).toBe(seqs.length)
    }),
    { numRuns: 300 },
  )
})

test('[C1] live is replay: a snapshot taken anywhere and the events after it give the whole', () => {
  fc.assert(
    fc.property(randomLog, fc.nat(), fc.integer({ min: 1, max: 5 }), ({ events }, at, batch) => {
      const cut = 1 + (at % events.length)
      let view: RoomView = JSON.parse(JSON.stringify(viewOf(events.slice(0, cut))))
      // Frames of several events, each beginning with one that was there already.
      for (let from = cut; from < events.length; from += batch) {
        view = foldView(view, events.slice(Math.max(from - 1, 0), from + batch))
      }
      expect(view).toEqual(viewOf(events))
    }),
    { numRuns: 500 },
  )
})

test('[C4] chunks of finished messages may be left out', () => {
  fc.assert(
    fc.property(randomLog, ({ events }) => {
      expect(viewOf(withoutChunks(events))).toEqual(viewOf(events))
    }),
    { numRuns: 500 },
  )
})

test('[C4] a page of older items may overlap with what is there and with the live stream', () => {
  fc.assert(
    fc.property(randomLog, fc.nat(), fc.nat(), ({ events }, tail, overlap) => {
      const whole = viewOf(events)
      const { length } = whole.timeline
      const from = length === 0 ? 0 : tail % (length + 1)
      const shown: RoomView = { ...whole, timeline: whole.timeline.slice(from), more: from > 0 }
      const page = whole.timeline.slice(0, Math.min(from + (overlap % 3), length))
      expect(withOlderItems(shown, page, false)).toEqual(whole)
    }),
    { numRuns: 300 },
  )
})

test('[C4] a page that was read later than the stream does not take events twice', () => {
  const book = streamed(['One ', 'two ', 'three'])
  const early = viewOf(book.events.slice(0, -2))
  const late = viewOf(book.events.slice(0, -1))
  const shown = withOlderItems({ ...early, timeline: [], more: true }, late.timeline, false)
  const view = foldView(shown, book.events)
  expect(texts(view)).toEqual(['One two three'])
  expect(view).toEqual(viewOf(book.events))
})

test('[M4] words of a stream grow, and stay as they were finished', () => {
  const book = streamed(['One ', 'two'])
  expect(texts(viewOf(book.events))).toEqual(['One two'])
  book.add(
    'message-finished',
    { message: 'm' as EventId, text: 'One two.', status: 'interrupted' },
    { by: 'ann' },
  )
  book.add('message-finished', { message: 'm' as EventId, text: 'Other', status: 'complete' }, { by: 'ann' })
  expect(viewOf(book.events).timeline).toMatchObject([{ text: 'One two.', status: 'interrupted' }])
})

test('[W8] items and parts that an event does not touch keep their identity', () => {
  fc.assert(
    fc.property(randomLog, ({ events }) => {
      let before = viewOf(events.slice(0, 1))
      for (const event of events.slice(1)) {
        const after = foldView(before, [event])
        const old = new Set<TimelineItem>(before.timeline)
        expect(after.timeline.filter((item) => !old.has(item)).length).toBeLessThanOrEqual(1)
        if (after.timeline.every((item) => old.has(item))) expect(after.timeline).toBe(before.timeline)
        before = after
      }
    }),
    { numRuns: 300 },
  )
})

test('[C4] events that are folded in already change nothing at all', () => {
  const { events } = streamed(['One'])
  const view = viewOf(events)
  expect(foldView(view, events)).toBe(view)
  expect(foldView(view, [])).toBe(view)
})

test('there is no view of an empty log', () => {
  expect(viewOfLog([])).toBeUndefined()
})

function streamed(chunks: string[]): LogBook {
  const book = openLog()
  book.add('message-started', {}, { by: 'ann', id: 'm' })
  for (const text of chunks) book.add('message-appended', { message: 'm' as EventId, text }, { by: 'ann' })
  return book
}

function texts(view: RoomView): string[] {
  return view.timeline.flatMap((item) => (item.kind === 'message' ? [item.text] : []))
}
