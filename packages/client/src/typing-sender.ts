import { TYPING_REPEAT_MS } from '@parley/protocol'
import type { ClientFrame, RoomId } from '@parley/protocol'

/** Says that one types, and not more often than it must: the server forgets it by itself. [D7] */
export class TypingSender {
  readonly #send: (frame: ClientFrame) => boolean
  /** When it was last said, by a clock that never goes back. */
  readonly #saidAt = new Map<RoomId, number>()

  constructor(send: (frame: ClientFrame) => boolean) {
    this.#send = send
  }

  set(room: RoomId, on: boolean, now: number): void {
    const saidAt = this.#saidAt.get(room)
    if (on && saidAt !== undefined && now < saidAt + TYPING_REPEAT_MS) return
    if (!on && saidAt === undefined) return
    const sent = this.#send({ type: 'signal', room, signal: { type: 'typing', on } })
    if (on && sent) this.#saidAt.set(room, now)
    else this.#saidAt.delete(room)
  }

  /** The message itself says that it is typed. */
  posted(room: RoomId): void {
    this.#saidAt.delete(room)
  }

  goOffline(): void {
    this.#saidAt.clear()
  }
}
