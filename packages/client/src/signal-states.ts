import type { RoomId, ServerFrame } from '@parley/protocol'
import { foldSignals, NO_SIGNALS } from '@parley/room'
import type { RoomSignals } from '@parley/room'

/** What the members of each room signal, as far as this connection has told it. [C6] */
export class SignalStates {
  readonly #states = new Map<RoomId, RoomSignals>()

  get(room: RoomId): RoomSignals {
    return this.#states.get(room) ?? NO_SIGNALS
  }

  /** Answers whether anything is different now. */
  take(frame: ServerFrame & { type: 'presence' }): boolean {
    const known = this.get(frame.room)
    const next = foldSignals(known, frame)
    this.#states.set(frame.room, next)
    return next !== known
  }

  /** The connection is gone: nobody is known to be here, or to type; what was read stays read. */
  goOffline(): RoomId[] {
    const rooms = [...this.#states.keys()]
    for (const room of rooms) this.leave(room)
    return rooms
  }

  /** The room's stream has ended. */
  leave(room: RoomId): void {
    const { read } = this.get(room)
    this.#states.set(room, { ...NO_SIGNALS, read })
  }

  clear(): void {
    this.#states.clear()
  }
}
