import type { EventId, MemberId, RoomId, Seq, ServerFrame } from '@parley/protocol'
import { viewOfLog } from '@parley/room'
import { RoomLogBook } from '@parley/testkit'
import { describe, expect, test } from 'vitest'
import {
  attach,
  cutOff,
  isSynced,
  markOutdated,
  meansLeaving,
  openLog,
  startAnew,
  takeAttached,
  takeEvents,
} from './room-log.ts'
import type { RoomLog } from './room-log.ts'

const room = 'kitchen' as RoomId
const ann = 'ann' as MemberId
const seq = (value: number) => value as Seq

/** A room of two events and eight messages. */
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

function events(after: number, to: number): ServerFrame & { type: 'events' } {
  const part = book.log(room).slice(after, to)
  return { type: 'events', room, after: seq(after), to: seq(to), events: part }
}

/** Attached, with everything up to seq 4. */
function attachedAt4(): RoomLog {
  const snapshot = viewOfLog(book.log(room).slice(0, 4))
  const { log } = attach(openLog(room, snapshot), '1')
  return takeAttached(log, { type: 'attached', ref: '1', room, after: seq(4) })
}

describe('[C4] attaching', () => {
  test('an unknown room asks for a tail, a known one for what comes after its cursor', () => {
    expect(attach(openLog(room), '1').frame).toEqual({ type: 'attach', ref: '1', room, tail: 40 })
    expect(attach(attachedAt4(), '2').frame).toEqual({ type: 'attach', ref: '2', room, after: 4 })
  })

  test('the answer to an earlier attach changes nothing', () => {
    const { log } = attach(attachedAt4(), '2')
    expect(takeAttached(log, { type: 'attached', ref: '1', room, after: seq(4) })).toBe(log)
  })

  test('a room is synced when it has what the answer promised', () => {
    const { log } = attach(attachedAt4(), '2')
    expect(isSynced(log)).toBe(false)
    const promised = takeAttached(log, { type: 'attached', ref: '2', room, after: seq(6) })
    expect(isSynced(promised)).toBe(false)
    expect(isSynced(takeEvents(promised, events(4, 6)).log)).toBe(true)
  })

  test('a server that was put back to before the cursor gives a new view, and the old one shows until then', () => {
    const { log, frame } = attach(markOutdated(attachedAt4()), '2')
    expect(frame).toMatchObject({ tail: 40 })
    expect(log.view).toBeDefined()
    expect(takeEvents(log, events(4, 6)).log).toBe(log)
    const snapshot = viewOfLog(book.log(room).slice(0, 3))
    const renewed = takeAttached(log, {
      type: 'attached',
      ref: '2',
      room,
      after: seq(3),
      ...(snapshot && { snapshot }),
    })
    expect(renewed).toMatchObject({ cursor: 3, outdated: false, view: { head: { seq: 3 } } })
  })
})

describe('[C4] the cursor', () => {
  test('moves to the end of the frame, also where it carries fewer events', () => {
    const folded = { ...events(4, 5), to: seq(7) }
    const { log } = takeEvents(attachedAt4(), folded)
    expect(log).toMatchObject({ cursor: 7, view: { head: { seq: 5 } } })
    expect(takeEvents(log, events(7, 8)).log.cursor).toBe(8)
  })

  test('what was seen is skipped, in a frame or as a frame', () => {
    const log = attachedAt4()
    expect(takeEvents(log, events(2, 4)).log).toBe(log)
    const overlapping = takeEvents(log, events(2, 6)).log
    expect(overlapping.view).toEqual(takeEvents(log, events(4, 6)).log.view)
  })

  test('nothing is folded before there is a view', () => {
    const { log } = attach(openLog(room), '1')
    expect(takeEvents(log, events(0, 2))).toEqual({ log, verdict: 'fine' })
  })
})

describe('[C4] a gap', () => {
  test('asks again from the cursor, once for all frames that come meanwhile', () => {
    const first = takeEvents(attachedAt4(), events(5, 6))
    expect(first.verdict).toBe('attach-again')
    expect(first.log.cursor).toBe(4)
    const { log } = attach(first.log, '2')
    expect(takeEvents(log, events(6, 7)).verdict).toBe('fine')
    expect(takeEvents(log, events(4, 5)).log.cursor).toBe(5)
  })

  test('that attaching does not close ends in a new connection, not in a storm', () => {
    let log = attachedAt4()
    const verdicts = []
    for (let round = 2; round <= 5; round += 1) {
      const { verdict } = takeEvents(log, events(5, 6))
      verdicts.push(verdict)
      if (verdict === 'reconnect') break
      log = takeAttached(attach(log, `${round}`).log, {
        type: 'attached',
        ref: `${round}`,
        room,
        after: seq(4),
      })
    }
    expect(verdicts).toEqual(['attach-again', 'attach-again', 'reconnect'])
    expect(startAnew(log).fruitless).toBe(0)
  })

  test('on a stream that has ended means nothing', () => {
    expect(takeEvents(cutOff(attachedAt4()), events(5, 6)).verdict).toBe('fine')
  })
})

test('[S2] only these errors mean that the room is not ours to see', () => {
  expect((['room-not-found', 'room-deleted', 'forbidden'] as const).every(meansLeaving)).toBe(true)
  expect((['internal', 'rate-limited', 'after-beyond-head'] as const).some(meansLeaving)).toBe(false)
})
