import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RoomState } from '@parley/client'
import type { EventId, Message, RoomId, TimelineItem } from '@parley/protocol'
import { headOf, messageOf, pendingOf } from '../../shared/samples.test-data.ts'
import { StreamPace } from './stream-pace.ts'

const ROOM = 'room' as RoomId
const NOBODY: RoomState['typing'] = []
const NOTHING: RoomState['pending'] = []

let frames: (() => void)[]
let room: RoomState
let tell: () => void
let outOfView: Set<EventId>
let pace: StreamPace

beforeEach(() => {
  frames = []
  vi.useFakeTimers()
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  room = roomOf([])
  outOfView = new Set()
  const client = {
    room: () => room,
    subscribe: (listener: () => void) => {
      tell = listener
      return () => undefined
    },
  }
  pace = new StreamPace(client, ROOM, (message) => !outOfView.has(message))
  pace.start()
})

afterEach(() => {
  // Frames belong to the whole page: none is left to the next test.
  shownIn(5)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function roomOf(timeline: TimelineItem[], changes: Partial<RoomState> = {}): RoomState {
  return {
    id: ROOM,
    view: { head: headOf('me', 'ada'), timeline, more: false },
    pending: NOTHING,
    unread: 0,
    preferences: {},
    present: new Set(),
    typing: NOBODY,
    read: new Map(),
    loadingOlder: false,
    synced: true,
    ...changes,
  }
}

const stream = (seq: number, text: string) => messageOf(seq, 'ada', text, [], 'streaming')

function become(timeline: Message[], changes?: Partial<RoomState>): void {
  room = roomOf(timeline, changes)
  tell()
}

/** What is shown of the room's messages after each of so many frames. */
function shownIn(count: number): string[] {
  return Array.from({ length: count }, () => {
    for (const frame of frames.splice(0)) frame()
    return room.view.timeline
      .flatMap((item) => (item.kind === 'message' ? [pace.shown(item).text] : []))
      .join(' ')
  })
}

test('[W1] of several messages that stream, one grows in a frame, in turn', () => {
  become([stream(1, 'a'), stream(2, 'b'), stream(3, 'c')])
  expect(shownIn(1)).toEqual(['a b c'])
  become([stream(1, 'aa'), stream(2, 'bb'), stream(3, 'cc')])
  expect(shownIn(3)).toEqual(['aa b c', 'aa bb c', 'aa bb cc'])
  expect(frames).toEqual([])
})

test('[W1] who waited longest is next, and then has all that came meanwhile', () => {
  become([stream(1, 'a'), stream(2, 'b')])
  shownIn(1)
  become([stream(1, 'aa'), stream(2, 'bb')])
  expect(shownIn(1)).toEqual(['aa b'])
  become([stream(1, 'aaa'), stream(2, 'bbb')])
  expect(shownIn(2)).toEqual(['aa bbb', 'aaa bbb'])
})

test('[W8] while many stream, every other frame has nothing to do', () => {
  become([1, 2, 3, 4, 5].map((seq) => stream(seq, '-')))
  shownIn(1)
  become([1, 2, 3, 4, 5].map((seq) => stream(seq, '--')))
  expect(shownIn(6)).toEqual([
    '-- - - - -',
    '-- - - - -',
    '-- -- - - -',
    '-- -- -- - -',
    '-- -- -- -- -',
    '-- -- -- -- --',
  ])
})

test('[W8] one stream is shown with every frame', () => {
  become([stream(1, 'a')])
  shownIn(1)
  for (const text of ['ab', 'abc', 'abcd']) {
    become([stream(1, text)])
    expect(shownIn(1)).toEqual([text])
  }
})

test('[W1] where nobody looks all grow together, in a frame of their own', () => {
  outOfView = new Set(['m1', 'm2'] as EventId[])
  become([stream(1, 'a'), stream(2, 'b'), stream(3, 'c')])
  shownIn(1)
  become([stream(1, 'aa'), stream(2, 'bb'), stream(3, 'cc')])
  expect(shownIn(2)).toEqual(['aa bb c', 'aa bb cc'])
})

test('[W1] in a frame in which rows come or go, none grows', () => {
  become([stream(1, 'a')])
  shownIn(1)
  become([stream(1, 'aa'), messageOf(2, 'me', 'hi')])
  expect(shownIn(2)).toEqual(['a hi', 'aa hi'])
  become([stream(1, 'aaa'), messageOf(2, 'me', 'hi')], { pending: [pendingOf('there', 'sending')] })
  expect(shownIn(1)).toEqual(['aa hi'])
})

test('[W1] a message that is complete waits for its turn as well, and is then all that it is', () => {
  become([stream(1, 'a'), stream(2, 'b')])
  shownIn(1)
  const complete = [messageOf(1, 'ada', 'aa'), messageOf(2, 'ada', 'bb')]
  become(complete)
  expect(shownIn(2)).toEqual(['aa b', 'aa bb'])
  expect(complete.map((message) => pace.shown(message))).toEqual(complete)
})

test('[D14] what is no growth is shown at once', () => {
  become([stream(1, 'a'), stream(2, 'b')])
  shownIn(1)
  become([{ ...stream(1, ''), deleted: true }, stream(2, 'other')])
  expect(shownIn(1)).toEqual([' other'])
})

test('[W1] only who shows a message is told that it has grown', () => {
  const [first, second] = [vi.fn(), vi.fn()]
  pace.onGrowth('m1' as EventId, first)
  pace.onGrowth('m2' as EventId, second)
  become([stream(1, 'a'), stream(2, 'b')])
  shownIn(1)
  become([stream(1, 'aa'), stream(2, 'b')])
  shownIn(1)
  expect(first).toHaveBeenCalledTimes(1)
  expect(second).not.toHaveBeenCalled()
})
