/**
 * Time, as the engine sees it. Everything in `rooms/` and `channel/` that waits, waits by this port, so that
 * a simulation can let hours pass in milliseconds. [K4]
 */
export interface Clock {
  /** Milliseconds since the epoch. It may jump, also backward: the machine's clock can be set. */
  now(): number
  /** Calls `run` once after that many milliseconds, however `now` jumps; answers how to prevent that. */
  after(ms: number, run: () => void): () => void
  /** Calls `run` when what is happening at this moment has been dealt with. */
  soon(run: () => void): void
}

/** The clock of this machine. */
export const realClock: Clock = {
  now: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  soon: (run) => void setImmediate(run),
}
