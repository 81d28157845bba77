import type { RoomEvent, RoomId, ServerFrame } from '@parley/protocol'
import type { OpenLine } from '../packages/client/src/line.ts'

/** What one life of a client was sent of a room: every event after `base`, once, in order. */
export type Received = { base: number; cursor: number; events: RoomEvent[] }

/**
 * Looks over a client's shoulder: keeps what its lines bring, by the rules of PROTOCOL.md and by code of
 * its own, so that it can be compared with the store without trusting the client.
 */
export class Witness {
  readonly rooms = new Map<RoomId, Received>()
  /** Ids that the server has acknowledged. */
  readonly acknowledged = new Set<string>()
  /** What must never come. */
  readonly faults: string[] = []
  /** Errors in answer to a frame, by code. */
  readonly refusals = new Map<string, number>()

  /** A way to the server that is listened to. */
  over(open: OpenLine): OpenLine {
    return (listener) =>
      open({
        message: (data) => {
          this.#take(data)
          listener.message(data)
        },
        closed: (code) => listener.closed(code),
      })
  }

  /** A new life: the client knows no more than the server will tell it. */
  forget(): void {
    this.rooms.clear()
  }

  #take(data: unknown): void {
    const frames = [JSON.parse(String(data)) as ServerFrame | ServerFrame[]].flat()
    for (const frame of frames) {
      if (frame.type === 'attached') this.#attached(frame)
      if (frame.type === 'events') this.#events(frame)
      if (frame.type === 'ack') this.acknowledged.add(frame.id)
      if (frame.type === 'error') {
        const { code } = frame.error
        this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1)
      }
    }
  }

  #attached({ room, after, snapshot }: ServerFrame & { type: 'attached' }): void {
    const received = this.rooms.get(room)
    if (received === undefined || snapshot !== undefined) {
      this.rooms.set(room, { base: after, cursor: after, events: [] })
    } else if (after > received.cursor) {
      this.faults.push(`${room}: attached after ${after}, although only ${received.cursor} was seen`)
    }
  }

  /** A frame that begins beyond the cursor is for a connection that was given up: the client asks again. */
  #events({ room, after, to, events }: ServerFrame & { type: 'events' }): void {
    const received = this.rooms.get(room)
    if (received === undefined || after > received.cursor || to <= received.cursor) return
    for (const event of events) {
      if (event.seq <= received.cursor) continue
      if (event.seq > to) this.faults.push(`${room}: seq ${event.seq} in a frame that ends at ${to}`)
      received.events.push(event)
    }
    received.cursor = to
  }
}
