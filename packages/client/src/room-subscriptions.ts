import type {
  ClientFrame,
  RoomId,
  RoomSnapshot,
  ServerFrame,
  TimelinePage,
  WireError,
} from '@parley/protocol'
import { beginOlder, endOlder, takeOlder } from './older-items.ts'
import {
  attach,
  cutOff,
  markOutdated,
  meansLeaving,
  openLog,
  startAnew,
  takeAttached,
  takeEvents,
} from './room-log.ts'
import type { RoomLog } from './room-log.ts'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

export type SubscriptionSurroundings = {
  send(frame: ClientFrame): boolean
  /** What is known of the room is not what it was, or the room is not ours to see any more. */
  changed(room: RoomId): void
  /** This connection cannot bring a room up to date. */
  reconnect(): void
}

type Frame<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>

/** The rooms that this client follows, with the effects: attaches, and pauses before the next try. [C4] */
export class RoomSubscriptions {
  readonly #around: SubscriptionSurroundings
  readonly #logs = new Map<RoomId, RoomLog>()
  readonly #pauses = new Map<RoomId, ReturnType<typeof setTimeout>>()
  #refs = 0

  constructor(around: SubscriptionSurroundings) {
    this.#around = around
  }

  get(room: RoomId): RoomLog | undefined {
    return this.#logs.get(room)
  }

  goOnline(): void {
    for (const log of this.#logs.values()) this.#attach(startAnew(log))
  }

  goOffline(): void {
    for (const pause of this.#pauses.values()) clearTimeout(pause)
    this.#pauses.clear()
    for (const log of this.#logs.values()) this.#put(startAnew(log))
  }

  clear(): void {
    this.goOffline()
    for (const room of [...this.#logs.keys()]) this.#leave(room)
  }

  /** Takes over the rooms of a list that are not followed yet. */
  adopt(snapshots: readonly RoomSnapshot[]): void {
    for (const snapshot of snapshots) {
      const { id } = snapshot.head
      if (this.#logs.get(id)?.view === undefined) this.#attach(openLog(id, snapshot))
    }
  }

  /** Follows a room of which only the id is known. */
  follow(room: RoomId): void {
    const log = this.#logs.get(room) ?? openLog(room)
    if (log.link.phase === 'none') this.#attach(log)
  }

  attached(frame: Frame<'attached'>): void {
    const log = this.#logs.get(frame.room)
    if (log !== undefined) this.#put(takeAttached(log, frame))
  }

  events(frame: Frame<'events'>): void {
    const log = this.#logs.get(frame.room)
    if (log === undefined) return
    const taken = takeEvents(log, frame)
    if (taken.verdict === 'reconnect') return this.#around.reconnect()
    if (taken.verdict === 'attach-again') return this.#attach(taken.log)
    this.#put(taken.log)
  }

  detached({ room, error }: Frame<'detached'>): void {
    const log = this.#logs.get(room)
    if (log !== undefined) this.#lostLink(log, error)
  }

  /** Answers whether the error was for an attach of these rooms. */
  refused(ref: string, error: WireError): boolean {
    const log = [...this.#logs.values()].find(({ link }) => link.phase === 'attaching' && link.ref === ref)
    if (log === undefined) return false
    this.#lostLink(log, error)
    return true
  }

  beginOlder(room: RoomId): void {
    this.#change(room, beginOlder)
  }

  takeOlder(room: RoomId, before: number, page: TimelinePage): void {
    this.#change(room, (log) => takeOlder(log, before, page))
  }

  endOlder(room: RoomId): void {
    this.#change(room, endOlder)
  }

  #lostLink(log: RoomLog, error: WireError | undefined): void {
    if (error !== undefined && meansLeaving(error.code)) return this.#leave(log.room)
    if (error?.code === 'after-beyond-head' && !log.outdated) return this.#attach(markOutdated(log))
    this.#put(cutOff(log))
    if (error === undefined || error.retryable) this.#attachLater(log, error)
  }

  #attachLater({ room, fruitless }: RoomLog, error: WireError | undefined): void {
    const asked = error?.details?.retryAfterMs
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, fruitless - 1))
    clearTimeout(this.#pauses.get(room))
    const pause = setTimeout(
      () => {
        this.#pauses.delete(room)
        this.follow(room)
      },
      typeof asked === 'number' ? Math.max(asked, pauseMs) : pauseMs,
    )
    this.#pauses.set(room, pause)
  }

  #attach(log: RoomLog): void {
    const ref = `attach-${(this.#refs += 1)}`
    const next = attach(log, ref)
    this.#put(this.#around.send(next.frame) ? next.log : cutOff(log))
  }

  #leave(room: RoomId): void {
    clearTimeout(this.#pauses.get(room))
    this.#pauses.delete(room)
    if (this.#logs.delete(room)) this.#around.changed(room)
  }

  #change(room: RoomId, change: (log: RoomLog) => RoomLog): void {
    const log = this.#logs.get(room)
    if (log !== undefined) this.#put(change(log))
  }

  #put(log: RoomLog): void {
    if (this.#logs.get(log.room) === log) return
    this.#logs.set(log.room, log)
    this.#around.changed(log.room)
  }
}
