import type { Clock } from '../clock.ts'

/** Two of these pass at most between the death of a connection and its end here. */
export const HEARTBEAT_MS = 4_000

/** A connection as the heartbeat sees it. */
export interface Pulse {
  /** Bytes that wait to be read by the other side. */
  readonly backlog: number
  ping(): void
  terminate(): void
}

type Sign = { heard: boolean; backlog: number }

/**
 * Ends connections that have vanished without a word: nothing came from there since the last ping, and
 * nothing of what waits was taken. A slow reader, whose pong is behind all that it still has to read,
 * lives. [C6]
 */
export class Heartbeat {
  readonly #signs = new Map<Pulse, Sign>()
  readonly #clock: Pick<Clock, 'after'>
  #stop: () => void = () => undefined

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock
    this.#wait()
  }

  add(pulse: Pulse): void {
    this.#signs.set(pulse, { heard: true, backlog: 0 })
  }

  heard(pulse: Pulse): void {
    const sign = this.#signs.get(pulse)
    if (sign !== undefined) sign.heard = true
  }

  remove(pulse: Pulse): void {
    this.#signs.delete(pulse)
  }

  close(): void {
    this.#stop()
    this.#signs.clear()
  }

  #wait(): void {
    this.#stop = this.#clock.after(HEARTBEAT_MS, () => {
      this.#beat()
      this.#wait()
    })
  }

  #beat(): void {
    for (const [pulse, sign] of this.#signs) {
      const { backlog } = pulse
      if (!sign.heard && backlog >= sign.backlog) {
        this.#signs.delete(pulse)
        pulse.terminate()
      } else {
        sign.heard = false
        sign.backlog = backlog
        pulse.ping()
      }
    }
  }
}
