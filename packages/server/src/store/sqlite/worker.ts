import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { createCalls } from './calls.ts'
import { CommitLoop, failureOf } from './commit-loop.ts'
import { openDataFolder } from './data-folder.ts'
import type { DataFolder } from './data-folder.ts'
import type { Answer, Call, Opening, Sent, StoreWorkerData } from './messages.ts'
import { OpenRooms } from './open-rooms.ts'

/**
 * The thread that owns the database, so that a slow disk does not stall the server. It takes whatever
 * has arrived by the time it is free as one round of the commit loop, then sleeps on `signal` instead
 * of in an event loop, which halves the time from a call to its round.
 */

/** Bounds how long one commit makes the calls behind it wait. */
const MAX_ROUND = 1_000
const IDLE_AFTER_MS = 200

if (parentPort === null) throw new Error('runs as a worker only')
const port = parentPort
const { directory, maxRoomsInMemory, signal } = workerData as StoreWorkerData

const folder = open()
if (folder !== undefined) serve(folder)

function open(): DataFolder | undefined {
  try {
    return openDataFolder(directory)
  } catch (error) {
    post({ failure: failureOf(error) })
    return undefined
  }
}

function serve({ database, close }: DataFolder): void {
  const rooms = new OpenRooms(database, maxRoomsInMemory)
  const loop = new CommitLoop(database, rooms, createCalls(database, rooms), post)
  post({ opened: true })
  for (;;) {
    const seen = Atomics.load(signal, 0)
    const { asked, last } = take()
    if (asked.length > 0) loop.round(asked)
    if (last) break
    if (asked.length === 0 && Atomics.wait(signal, 0, seen, IDLE_AFTER_MS) === 'timed-out') {
      loop.idle()
      Atomics.wait(signal, 0, seen)
    }
  }
  loop.idle()
  close()
}

/** What has arrived, in its order; `last`: the main thread will ask for nothing more. */
function take(): { asked: Call[]; last: boolean } {
  const asked: Call[] = []
  while (asked.length < MAX_ROUND) {
    const sent: Sent | undefined = receiveMessageOnPort(port)?.message
    if (sent === undefined) break
    if (sent === 'close') return { asked, last: true }
    asked.push(...sent)
  }
  return { asked, last: false }
}

function post(message: Opening | Answer[]): void {
  port.postMessage(message)
}
