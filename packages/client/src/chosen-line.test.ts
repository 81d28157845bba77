import { MemoryStorage } from '@parley/testkit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChosenLine, FIRST_PROBE_MS, LONGEST_PROBE_MS, SOCKET_PATIENCE_MS } from './chosen-line.ts'
import { LineMemory } from './line-memory.ts'
import type { LineListener } from './line.ts'

type Opened = { kind: 'socket' | 'stream'; listener: LineListener; sent: string[]; isClosed: boolean }

let opened: Opened[]
let heard: string[]
let storage: MemoryStorage
let memory: LineMemory

beforeEach(() => {
  vi.useFakeTimers()
  opened = []
  heard = []
  storage = new MemoryStorage()
  memory = new LineMemory(storage)
})

afterEach(() => {
  vi.useRealTimers()
})

function choose(): ChosenLine {
  const open = (kind: Opened['kind']) => (listener: LineListener) => {
    const line: Opened = { kind, listener, sent: [], isClosed: false }
    opened.push(line)
    return { send: (frame: string) => line.sent.push(frame) > 0, close: () => (line.isClosed = true) }
  }
  return new ChosenLine(
    { socket: open('socket'), stream: open('stream'), memory },
    { message: (data) => heard.push(String(data)), closed: (code) => heard.push(`closed ${code}`) },
  )
}

const kinds = () => opened.map(({ kind }) => kind)
const last = () => opened.at(-1) as Opened

test('[C8] a socket that greets is the line, for good', () => {
  const line = choose()
  last().listener.message('hello')
  line.send('frame')
  vi.advanceTimersByTime(LONGEST_PROBE_MS)
  expect([kinds(), heard, last().sent]).toEqual([['socket'], ['hello'], ['frame']])
  last().listener.closed(1006)
  expect(heard.at(-1)).toBe('closed 1006')
  expect(vi.getTimerCount()).toBe(0)
})

test('[C8] a socket that ends before its greeting, or is silent, makes way for a stream', () => {
  choose()
  last().listener.closed(1006)
  expect(kinds()).toEqual(['socket', 'stream'])
  choose()
  vi.advanceTimersByTime(SOCKET_PATIENCE_MS)
  expect(kinds()).toEqual(['socket', 'stream', 'socket', 'stream'])
  expect(opened[2]?.isClosed).toBe(true)
  // Whatever still comes of the socket is late.
  opened[2]?.listener.message('hello')
  last().listener.message('hello of the stream')
  expect(heard).toEqual(['hello of the stream'])
})

test('[C8] where neither can be had the line has ended, once', () => {
  choose()
  last().listener.closed(1006)
  last().listener.closed(1006)
  expect(heard).toEqual(['closed 1006'])
  expect(storage.length).toBe(0)
})

test('a socket that is sent away with a reason is no blocked socket', () => {
  choose()
  last().listener.closed(4401)
  expect([kinds(), heard]).toEqual([['socket'], ['closed 4401']])
})

test('[C8] a stream that worked goes first for the rest of the session, reloads included', () => {
  choose()
  last().listener.closed(1006)
  last().listener.message('hello')
  last().listener.closed(1006)
  memory = new LineMemory(storage)
  choose()
  expect(kinds()).toEqual(['socket', 'stream', 'stream'])
  last().listener.closed(1006)
  expect(kinds().at(-1)).toBe('socket')
})

test('a socket that has worked before is given three tries: its server may be restarting', () => {
  const restart = () => {
    choose()
    last().listener.closed(1006)
    return last().kind
  }
  choose()
  last().listener.message('hello')
  last().listener.closed(1001)
  expect([restart(), restart(), restart()]).toEqual(['socket', 'socket', 'stream'])
})

test('[C8] on a stream the socket is tried again, later and later, and taken when it greets', () => {
  const line = choose()
  last().listener.closed(1006)
  const stream = last()
  stream.listener.message('hello')
  vi.advanceTimersByTime(FIRST_PROBE_MS)
  expect(kinds()).toEqual(['socket', 'stream', 'socket'])
  last().listener.closed(1006)
  vi.advanceTimersByTime(2 * FIRST_PROBE_MS - 1)
  expect(kinds()).toHaveLength(3)
  vi.advanceTimersByTime(1)
  expect(kinds()).toHaveLength(4)
  vi.advanceTimersByTime(SOCKET_PATIENCE_MS)
  expect(last().isClosed).toBe(true)
  vi.advanceTimersByTime(4 * FIRST_PROBE_MS)
  const socket = last()
  line.send('on the stream')
  expect(stream.isClosed).toBe(false)
  socket.listener.message('hello again')
  line.send('on the socket')
  expect([stream.sent, stream.isClosed, socket.sent]).toEqual([['on the stream'], true, ['on the socket']])
  expect(heard).toEqual(['hello', 'hello again'])
  expect(memory.prefersStream).toBe(false)
  expect(storage.length).toBe(0)
  socket.listener.closed(1001)
  expect(heard.at(-1)).toBe('closed 1001')
  expect(vi.getTimerCount()).toBe(0)
})

test('after close nothing is heard and nothing is tried', () => {
  const line = choose()
  last().listener.closed(1006)
  last().listener.message('hello')
  vi.advanceTimersByTime(FIRST_PROBE_MS)
  line.close()
  expect(opened.slice(1).map(({ isClosed }) => isClosed)).toEqual([true, true])
  for (const { listener } of opened) listener.closed(1006)
  expect(heard).toEqual(['hello'])
  expect(vi.getTimerCount()).toBe(0)
})
