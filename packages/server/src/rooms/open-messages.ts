import type { EventId, MemberId, RoomEvent, RoomId, Seq } from '@parley/protocol'
import { v7 as newId } from 'uuid'
import type { Clock } from '../clock.ts'
import type { Log } from '../log/log.ts'
import type { Report } from '../report.ts'
import type { Store } from '../store/store.ts'
import type { Heads } from './heads.ts'

/** A message whose author says nothing for this long is finished for it. */
export const OPEN_MESSAGE_MS = 60_000
/** How far back an earlier process may have left one. */
const LOOK_BACK_ITEMS = 100

export type OpenMessagePorts = {
  store: Pick<Store, 'readItem' | 'readTimeline'>
  log: Log
  heads: Heads
  clock: Pick<Clock, 'now' | 'after'>
  report: Report
}

type Open = { room: RoomId; message: EventId; by: MemberId; heardAt: number; cancel: () => void }

/**
 * Sees to it that no message stays open forever. [A4, D15]
 *
 * Turns are ended by their room's runner. A message that a member streams itself is finished as `interrupted`
 * when its author leaves the room, or has added nothing for a minute. What an earlier process left open is
 * found when its room is first looked at, and then has a minute more.
 */
export class OpenMessages {
  readonly #ports: OpenMessagePorts
  readonly #open = new Map<string, Open>()
  readonly #stops: (() => void)[]

  constructor(ports: OpenMessagePorts) {
    this.#ports = ports
    this.#stops = [
      ports.log.listen((room, events) => events.forEach((event) => this.#follow(room, event))),
      ports.heads.onFirstRead((room) => void this.#look(room)),
    ]
  }

  close(): void {
    for (const stop of this.#stops) stop()
    for (const { cancel } of this.#open.values()) cancel()
    this.#open.clear()
  }

  #follow(room: RoomId, event: RoomEvent): void {
    switch (event.type) {
      case 'message-started':
        if (event.data.turn === undefined) this.#watch(room, event.id, event.by)
        return
      case 'message-appended': {
        const open = this.#open.get(keyOf(room, event.data.message))
        if (open !== undefined) open.heardAt = this.#ports.clock.now()
        return
      }
      case 'message-finished':
        return this.#forget(room, event.data.message)
      case 'member-removed':
        for (const open of [...this.#open.values()]) {
          if (open.room === room && open.by === event.data.member) void this.#finish(open)
        }
    }
  }

  async #look(room: RoomId): Promise<void> {
    try {
      const end = Number.MAX_SAFE_INTEGER as Seq
      const { items } = await this.#ports.store.readTimeline(room, end, LOOK_BACK_ITEMS)
      for (const item of items) {
        if (item.kind !== 'message' || item.status !== 'streaming' || item.turn !== undefined) continue
        if (!this.#open.has(keyOf(room, item.id))) this.#watch(room, item.id, item.by)
      }
    } catch (error) {
      this.#ports.report('open messages of a room could not be looked for', { room, error })
    }
  }

  #watch(room: RoomId, message: EventId, by: MemberId): void {
    const open: Open = { room, message, by, heardAt: this.#ports.clock.now(), cancel: () => undefined }
    this.#open.set(keyOf(room, message), open)
    this.#wait(open, OPEN_MESSAGE_MS)
  }

  #wait(open: Open, ms: number): void {
    open.cancel = this.#ports.clock.after(ms, () => {
      const silentMs = this.#ports.clock.now() - open.heardAt
      if (silentMs >= OPEN_MESSAGE_MS) void this.#finish(open)
      else this.#wait(open, OPEN_MESSAGE_MS - Math.max(0, silentMs))
    })
  }

  #forget(room: RoomId, message: EventId): void {
    const key = keyOf(room, message)
    this.#open.get(key)?.cancel()
    this.#open.delete(key)
  }

  async #finish(open: Open): Promise<void> {
    const { room, message, by } = open
    this.#forget(room, message)
    const { store, log, clock, report } = this.#ports
    try {
      await log.settled(room)
      const item = await store.readItem(room, message)
      if (item?.kind !== 'message' || item.status !== 'streaming') return
      const data = { message, text: item.text, status: 'interrupted' } as const
      const id = newId() as EventId
      await log.append({
        room,
        events: [{ type: 'message-finished', id, by, data }],
        at: clock.now(),
        fingerprint: 'open-message',
      })
    } catch (error) {
      report('an open message could not be finished', { room, message, error })
      this.#watch(room, message, by)
    }
  }
}

function keyOf(room: RoomId, message: EventId): string {
  return `${room} ${message}`
}
