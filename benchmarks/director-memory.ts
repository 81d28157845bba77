import type { NewEvent, RoomId } from '@parley/protocol'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { realClock } from '../packages/server/src/clock.ts'
import { Log } from '../packages/server/src/log/log.ts'
import { Rooms } from '../packages/server/src/rooms/rooms.ts'
import { openMemoryStore } from '../packages/server/src/store/memory/open-memory-store.ts'
import { append, createRoom, newId, PAT, post } from './director-room.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'

const ROOMS = 10_000
const AGENTS = 4
const KB = 1_024
/** Rooms at rest write down what they are due for after two seconds. */
const SETTLED_MS = 4_000

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/**
 * Ten thousand rooms of four agents live in one process. What the directors of rooms add to the heap, without
 * what the store has of them: first idle, then each with a turn that waits for its model.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const store = openMemoryStore()
  const log = new Log(store)
  const all = Array.from({ length: ROOMS }, (_, index) => `room-${index}` as RoomId)
  for (const room of all) await createRoom(log, room, AGENTS)
  for (const room of all) await append(log, room, renamed())
  const without = heapBytes()

  let calls = 0
  let allCalled: () => void = () => undefined
  const whenAllCalled = new Promise<void>((resolve) => (allCalled = resolve))
  const never = () => {
    calls += 1
    if (calls === ROOMS) allCalled()
    return new Promise<never>(() => undefined)
  }
  const rooms = new Rooms({
    store,
    log,
    clock: realClock,
    calls: { decide: never, words: () => ({ [Symbol.asyncIterator]: () => ({ next: never }) }) },
    report: (message) => {
      throw new Error(message)
    },
  })
  for (const room of all) await append(log, room, renamed())
  await pause(SETTLED_MS)
  const idle = heapBytes()
  report(figure('memory-per-idle-room-kb', (idle - without) / ROOMS / KB, 'KiB'))

  for (const room of all) await append(log, room, post('Hello'))
  await whenAllCalled
  await pause(SETTLED_MS)
  report(figure('memory-per-active-room-kb', (heapBytes() - without) / ROOMS / KB, 'KiB'))
  await rooms.close()
}

function renamed(): NewEvent {
  return { type: 'room-changed', id: newId(), by: PAT, data: { title: 'Another' } }
}

function heapBytes(): number {
  collectGarbage()
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
