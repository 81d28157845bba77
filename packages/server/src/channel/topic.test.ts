import type { EventId, MemberId, RoomEvent, RoomId, Seq } from '@parley/protocol'
import { expect, test } from 'vitest'
import { Topic } from './topic.ts'

const ROOM = 'room' as RoomId
const BOT = 'bot' as MemberId
const MESSAGE = 'message' as EventId

/** A topic with subscribers who note what each frame brought, and a clock that the test moves. */
function openTopic(subscribers: number) {
  const soon: (() => void)[] = []
  const timers: { ms: number; run: () => void }[] = []
  const topic = new Topic(ROOM, {
    soon: (run) => void soon.push(run),
    after: (ms, run) => {
      const timer = { ms, run }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
  })
  const frames: Seq[][] = Array.from({ length: subscribers }, (): Seq[] => [])
  for (const got of frames) {
    topic.join({
      get cursor() {
        return got.at(-1) ?? (0 as Seq)
      },
      deliver: (_, to) => void got.push(to),
      fallBehind: () => expect.unreachable(),
    })
  }
  return {
    publish: (...events: RoomEvent[]) => topic.publish(events),
    turn: () => soon.splice(0).forEach((run) => run()),
    ring: () => timers.splice(0).forEach(({ run }) => run()),
    waits: () => timers.map(({ ms }) => ms),
    /** The same for all: where each frame ended. */
    frames: () => {
      for (const got of frames) expect(got).toEqual(frames[0])
      return frames[0]
    },
  }
}

function chunk(seq: number): RoomEvent {
  const data = { message: MESSAGE, text: 'word ' }
  return { ...placed(seq), type: 'message-appended', data }
}

function start(seq: number): RoomEvent {
  return { ...placed(seq), type: 'message-started', data: {} }
}

function placed(seq: number) {
  return { room: ROOM, seq: seq as Seq, id: `e${seq}` as EventId, at: seq, by: BOT }
}

test('[C7, M4] chunks wait for each other where many watch, the first of a message does not', () => {
  const { publish, turn, ring, waits, frames } = openTopic(200)
  publish(start(1), chunk(2))
  turn()
  expect(frames()).toEqual([2])
  publish(chunk(3))
  publish(chunk(4))
  turn()
  expect(waits()).toEqual([10])
  expect(frames()).toEqual([2])
  ring()
  expect(frames()).toEqual([2, 4])
  expect(waits()).toEqual([])
})

test('[C7] whatever else is published leaves at once, and takes waiting chunks along in order', () => {
  const { publish, turn, waits, frames } = openTopic(200)
  publish(chunk(1))
  publish(start(2))
  publish(chunk(3))
  turn()
  expect(frames()).toEqual([3])
  expect(waits()).toEqual([])
})

test('[M4] among few subscribers nothing waits, and nowhere longer than 20 ms', () => {
  const few = openTopic(19)
  few.publish(chunk(1))
  few.turn()
  expect(few.frames()).toEqual([1])
  const many = openTopic(5_000)
  many.publish(chunk(1))
  expect(many.waits()).toEqual([20])
})
