import type { Clock } from '../packages/server/src/clock.ts'
import type { VirtualTime } from './virtual-time.ts'

/**
 * The life of one server process. What it set in motion ends with it: of a dead process nothing rings and
 * nothing answers, and one that was put to sleep takes everything up when it wakes, late.
 */
export class ProcessLife {
  readonly clock: Clock
  readonly #time: VirtualTime
  readonly #held: (() => void)[] = []
  #state: 'awake' | 'asleep' | 'dead' = 'awake'
  #hasSlept = false
  readonly #alarms = new Set<() => boolean>()

  constructor(time: VirtualTime, wallClock: () => number) {
    this.#time = time
    this.clock = {
      now: wallClock,
      after: (ms, run) => this.#alarm(ms, run),
      soon: (run) => void time.after(0, () => this.proceed(run)),
    }
  }

  get isDead(): boolean {
    return this.#state === 'dead'
  }

  /** It has missed something at some time. */
  get hasSlept(): boolean {
    return this.#hasSlept
  }

  /** Alarms that were set and have neither rung nor been cancelled. */
  get alarms(): number {
    return this.#alarms.size
  }

  /** Does it if the process lives; when it wakes up, if it sleeps. */
  proceed(run: () => void): void {
    if (this.#state === 'awake') run()
    else if (this.#state === 'asleep') this.#held.push(run)
  }

  sleep(): void {
    if (this.#state !== 'awake') return
    this.#state = 'asleep'
    this.#hasSlept = true
  }

  wake(): void {
    if (this.#state !== 'asleep') return
    this.#state = 'awake'
    for (const run of this.#held.splice(0)) this.#time.after(0, () => this.proceed(run))
  }

  die(): void {
    this.#state = 'dead'
    this.#held.length = 0
    for (const unset of this.#alarms) unset()
  }

  #alarm(ms: number, run: () => void): () => void {
    const unset = () => {
      cancel()
      return this.#alarms.delete(unset)
    }
    // One that rings in a process that sleeps can be cancelled until that wakes up.
    const cancel = this.#time.after(ms, () => this.proceed(() => unset() && run()))
    this.#alarms.add(unset)
    return () => void unset()
  }
}
