import type { RoomId } from '@parley/protocol'

type WaitingPorts = {
  subscribe: (listener: () => void) => () => void
  /** Whether the room has no state yet, and will get one if all goes well. */
  isComing: (room: RoomId) => boolean
}

/** Promises for what shows later. */
export class RoomWaiting {
  readonly #ports: WaitingPorts

  constructor(ports: WaitingPorts) {
    this.#ports = ports
  }

  /** Resolves with the next change of anything. */
  untilChanged(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#ports.subscribe(() => {
        stop()
        resolve()
      })
    })
  }

  /** Resolves when the room has a state, or when there is nothing to wait for any more. */
  async untilShown(room: RoomId): Promise<void> {
    while (this.#ports.isComing(room)) await this.untilChanged()
  }
}
