import type { RoomId } from '@parley/protocol'
import { join } from 'node:path'
import { realClock } from '../packages/server/src/clock.ts'
import type { Clock } from '../packages/server/src/clock.ts'
import { Log } from '../packages/server/src/log/log.ts'
import type { ModelCalls } from '../packages/server/src/rooms/model-calls.ts'
import { Rooms } from '../packages/server/src/rooms/rooms.ts'
import { openSqliteStore } from '../packages/server/src/store/sqlite/open-sqlite-store.ts'
import { append, createRoom, post } from './director-room.ts'
import { withFolderOnDisk } from './disk.ts'
import { figure, percentile } from './figure.ts'
import type { Figure } from './figure.ts'

const ROOMS = 20
const INTERRUPTIONS = 2_400
const WARM_UP = 400
/** The quiet time before an answer is not what is measured. */
const TIMES_FASTER = 50

type Waiter = { interrupted: () => void; called: () => void }

/**
 * In one process with the real rooms and the real store on disk, twenty rooms at a time: from the moment at
 * which the person's message is durable and known to be (it is published then) to the abort of the model
 * call. And from the moment at which the append was asked for, the commit to disk included.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  await withFolderOnDisk(async (directory) => {
    const store = await openSqliteStore({ directory: join(directory, 'data') })
    const log = new Log(store)
    const publishedAt = new Map<RoomId, number>()
    log.listen((room, events) => {
      if (events[0]?.type === 'message-posted') publishedAt.set(room, performance.now())
    })
    const waiting = new Map<RoomId, Waiter>()
    const clock: Clock = { ...realClock, after: (ms, ring) => realClock.after(ms / TIMES_FASTER, ring) }
    const rooms = new Rooms({ store, log, clock, calls: endless(waiting), report: fail })
    const sincePublished: number[] = []
    const sinceAsked: number[] = []

    const interruptAgainAndAgain = async (room: RoomId) => {
      await createRoom(log, room, 3)
      for (let count = 0; count < (INTERRUPTIONS + WARM_UP) / ROOMS; count += 1) {
        const called = new Promise<void>((resolve) => {
          waiting.set(room, { called: resolve, interrupted: () => undefined })
        })
        if (count === 0) await append(log, room, post('Hello'))
        await called
        const aborted = new Promise<number>((resolve) => {
          waiting.set(room, { called: () => undefined, interrupted: () => resolve(performance.now()) })
        })
        const asked = performance.now()
        const appended = append(log, room, post('Wait'))
        const at = await aborted
        await appended
        sincePublished.push(at - (publishedAt.get(room) ?? Infinity))
        sinceAsked.push(at - asked)
      }
    }
    await Promise.all(
      Array.from({ length: ROOMS }, (_, index) => interruptAgainAndAgain(`r${index}` as RoomId)),
    )
    await rooms.close()
    await store.close()

    report(figure('interruption-abort-p50-ms', percentile(sincePublished.slice(WARM_UP), 0.5), 'ms'))
    report(figure('interruption-abort-p99-ms', percentile(sincePublished.slice(WARM_UP), 0.99), 'ms'))
    report(figure('interruption-append-to-abort-p99-ms', percentile(sinceAsked.slice(WARM_UP), 0.99), 'ms'))
  })
}

/** Calls that think until they are told to stop. */
function endless(waiting: Map<RoomId, Waiter>): ModelCalls {
  const think = (room: RoomId, signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        waiting.get(room)?.interrupted()
        reject(signal.reason)
      })
      // The next interruption comes when the room has dealt with this one.
      setImmediate(() => waiting.get(room)?.called())
    })
  return {
    decide: (room, _plan, signal) => think(room, signal),
    async *words(room, _plan, _speaker, signal) {
      yield await think(room, signal)
    },
  }
}

function fail(message: string, details: Record<string, unknown>): never {
  throw new Error(message, { cause: details['error'] })
}
