import type { Clock } from '../src/clock.ts'

type Timer = { at: number; run: () => void }

/** Time that passes when a test says so. */
export class ManualClock implements Clock {
  #now = 0
  readonly #timers = new Set<Timer>()
  readonly #soon: (() => void)[] = []

  readonly now = () => this.#now

  readonly after = (ms: number, run: () => void) => {
    const timer = { at: this.#now + ms, run }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  readonly soon = (run: () => void) => void this.#soon.push(run)

  /** Nothing is owed any more. */
  get isIdle(): boolean {
    return this.#timers.size + this.#soon.length === 0
  }

  /** Does what was to be done soon, then lets time pass. */
  pass(ms = 0): void {
    const until = this.#now + ms
    for (;;) {
      for (const run of this.#soon.splice(0)) run()
      const next = [...this.#timers].toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined || next.at > until) break
      this.#timers.delete(next)
      this.#now = next.at
      next.run()
    }
    this.#now = until
  }
}
