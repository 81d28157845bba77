export type Rate = { perSecond: number; burst: number }

/** What one connection may send: so much at once, so much in the long run. [C7, S3] */
export type ConnectionLimits = { commands: Rate; signals: Rate }

/** More than any person or talkative agent sends; a loop that has gone wild is held at it. */
const COMMANDS_PER_SECOND = 100

/** How often one address may come by a link: a class whose school has one address does so at once. [S3] */
export const JOINS: Rate = { perSecond: 5, burst: 300 }

/** What one may send that is no frame, once there is too much of it, before it is closed. [S3] */
export const PATIENCE: Rate = { perSecond: 1, burst: 50 }

/** Commands in a burst: those of four seconds. */
export function connectionLimits(commandsPerSecond = COMMANDS_PER_SECOND): ConnectionLimits {
  return {
    commands: { perSecond: commandsPerSecond, burst: 4 * commandsPerSecond },
    signals: { perSecond: 20, burst: 40 },
  }
}

const SHORTEST_WAIT_MS = 100

/** Holds a sender to a rate. Time comes in, in milliseconds; a clock that is set back costs nothing. */
export class TokenBucket {
  readonly #rate: Rate
  #tokens: number
  #at: number | undefined

  constructor(rate: Rate) {
    this.#rate = rate
    this.#tokens = rate.burst
  }

  /** Takes one; answers 0, or in how many milliseconds it is worth trying again. */
  take(now: number): number {
    const { perSecond, burst } = this.#rate
    const passedMs = Math.max(0, now - (this.#at ?? now))
    this.#at = now
    this.#tokens = Math.min(burst, this.#tokens + (passedMs * perSecond) / 1_000)
    if (this.#tokens >= 1) {
      this.#tokens -= 1
      return 0
    }
    return Math.max(SHORTEST_WAIT_MS, Math.ceil(((1 - this.#tokens) * 1_000) / perSecond))
  }
}
