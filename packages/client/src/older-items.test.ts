import type { EventId, MemberId, RoomEvent, RoomId } from '@parley/protocol'
import { viewOfLog } from '@parley/room'
import { RoomLogBook } from '@parley/testkit'
import { expect, test } from 'vitest'
import { beginOlder, endOlder, olderBefore, takeOlder } from './older-items.ts'
import { attach, openLog, takeEvents } from './room-log.ts'
import type { RoomLog } from './room-log.ts'

const room = 'kitchen' as RoomId
const ann = 'ann' as MemberId

/** Messages at the seqs 3 to 10, of which a client has the last three. */
function setUp(): { book: RoomLogBook; log: RoomLog } {
  const book = new RoomLogBook(() => 0)
  book.createRoom(room, [ann])
  for (let index = 3; index <= 10; index += 1) {
    book.append(room, {
      id: `m${index}` as EventId,
      by: ann,
      type: 'message-posted',
      data: { text: `${index}` },
    })
  }
  return { book, log: openLog(room, book.snapshot(room, 3)) }
}

function react(book: RoomLogBook, log: RoomLog, message: string): RoomLog {
  const after = book.head(room)
  const data = { message: message as EventId, reaction: 'heart' as const }
  book.append(room, { id: `r${after}` as EventId, by: ann, type: 'reaction-added', data })
  const events: RoomEvent[] = book.eventsAfter(room, after)
  return takeEvents(log, { type: 'events', room, after, to: book.head(room), events }).log
}

test('[C4] a page goes before what is there', () => {
  const { book, log } = setUp()
  expect(olderBefore(book.snapshot(room, 0))).toBe(11)
  const older = takeOlder(beginOlder(log), 8, book.page(room, 8, 3))
  expect(older.view).toEqual(book.snapshot(room, 6))
  expect(takeOlder(beginOlder(older), 5, book.page(room, 5, 50)).view).toEqual(viewOfLog(book.log(room)))
})

test('[C4] an event that came while the page was under way is in it, whoever was first', () => {
  const { book, log } = setUp()
  const readBefore = book.page(room, 8, 3)
  const reacted = react(book, beginOlder(log), 'm6')
  const readAfter = book.page(room, 8, 3)
  expect(readBefore).not.toEqual(readAfter)
  expect(takeOlder(reacted, 8, readBefore).view).toEqual(book.snapshot(room, 6))
  expect(takeOlder(reacted, 8, readAfter).view).toEqual(book.snapshot(room, 6))
})

test('a page for a view that was replaced meanwhile is dropped', () => {
  const { book, log } = setUp()
  const asked = beginOlder(log)
  const renewed = { ...asked, view: book.snapshot(room, 2) }
  expect(takeOlder(renewed, 8, book.page(room, 8, 3))).toEqual({ ...renewed, meanwhile: undefined })
})

test('what is kept for a page ends with it', () => {
  const { log } = setUp()
  expect(endOlder(beginOlder(log)).meanwhile).toBeUndefined()
  expect(endOlder(log)).toBe(log)
  expect(attach(beginOlder(log), '1').log.meanwhile).toEqual([])
})
