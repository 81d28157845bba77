import type { RoomEvent, RoomId } from '@parley/protocol'
import { loadRoom } from './load-room.ts'
import type { RoomPorts, RoomRunner } from './room-runner.ts'

const HOUR_MS = 60 * 60 * 1_000
/** An idle room leaves memory after this. [R6] */
export const ROOM_TTL_MS = 24 * HOUR_MS
export const SWEEP_MS = HOUR_MS / 2

/** While a room cannot be loaded, the pause between attempts grows from the one to the other. */
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000

type Entry = {
  runner?: RoomRunner
  missed: RoomEvent[]
  loading: Promise<void>
  failures: number
  cancelRetry?: () => void
}

/** The rooms whose directors run in this process; none blocks another. [R6] */
export class Rooms {
  readonly #ports: RoomPorts
  readonly #entries = new Map<RoomId, Entry>()
  #cancelSweep: () => void = () => undefined
  readonly #unlisten: () => void
  #closed = false

  constructor(ports: RoomPorts) {
    this.#ports = ports
    this.#unlisten = ports.log.listen((room, events) => this.#receive(room, events))
    this.#sweepLater()
  }

  /** Whether the room's director is in memory. */
  has(room: RoomId): boolean {
    return this.#entries.has(room)
  }

  /** Takes up what an earlier process left due. */
  async resume(): Promise<void> {
    const rooms = await this.#ports.store.readDue(Number.MAX_SAFE_INTEGER)
    await Promise.all(rooms.map((room) => this.#entry(room).loading))
  }

  /** Lets rooms that have been idle for the time to live leave memory; they come back from the log. */
  async sweep(): Promise<void> {
    const before = this.#ports.clock.now() - ROOM_TTL_MS
    for (const [room, { runner }] of this.#entries) {
      if (runner === undefined || !runner.isIdle || runner.lastActiveAt > before) continue
      this.#entries.delete(room)
      await runner.close().catch((error: unknown) => {
        this.#ports.report('an idle room could not be saved', { room, error })
      })
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#cancelSweep()
    this.#unlisten()
    const entries = [...this.#entries.values()]
    for (const entry of entries) entry.cancelRetry?.()
    await Promise.all(entries.map((entry) => entry.loading))
    await Promise.all(entries.map((entry) => entry.runner?.close()))
  }

  #sweepLater(): void {
    this.#cancelSweep = this.#ports.clock.after(SWEEP_MS, () => {
      this.#sweepLater()
      void this.sweep()
    })
  }

  #receive(room: RoomId, events: readonly RoomEvent[]): void {
    const entry = this.#entry(room)
    if (entry.runner === undefined) entry.missed.push(...events)
    else entry.runner.receive(events)
  }

  #entry(room: RoomId): Entry {
    const known = this.#entries.get(room)
    // One that took itself to be replaced, and still gets events, was wrong: it is loaded anew.
    if (known !== undefined && known.runner?.isClosed !== true) return known
    const entry: Entry = { missed: [], loading: Promise.resolve(), failures: 0 }
    this.#entries.set(room, entry)
    entry.loading = this.#load(room, entry)
    return entry
  }

  /** What is published while the log is being read is folded in afterwards. */
  async #load(room: RoomId, entry: Entry): Promise<void> {
    try {
      const runner = await loadRoom(room, this.#ports)
      if (runner === undefined || this.#closed) return
      entry.runner = runner
      runner.receive(entry.missed.splice(0))
      runner.recover()
    } catch (error) {
      this.#ports.report('a room could not be loaded', { room, error })
      if (!this.#closed) this.#retry(room, entry)
    }
  }

  /** Somebody may be waiting for an answer in it. */
  #retry(room: RoomId, entry: Entry): void {
    const pauseMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** entry.failures)
    entry.failures += 1
    entry.cancelRetry = this.#ports.clock.after(pauseMs, () => {
      entry.loading = this.#load(room, entry)
    })
  }
}
