type Alarm = { at: number; order: number; ring: () => void }

/** Time that passes only when a test says so. Alarms of the same moment ring in the order they were set. */
export class VirtualClock {
  now: number
  #order = 0
  readonly #alarms = new Map<number, Alarm>()

  constructor(now: number) {
    this.now = now
  }

  /** Calls `ring` at that moment (at once if it has passed) and answers with what takes that back. */
  set(at: number, ring: () => void): () => void {
    const order = (this.#order += 1)
    this.#alarms.set(order, { at: Math.max(at, this.now), order, ring })
    return () => void this.#alarms.delete(order)
  }

  /** Rings the next alarm if it is due by `until`, and says whether there was one. */
  advance(until: number): boolean {
    const next = this.#next()
    if (next === undefined || next.at > until) return false
    this.#alarms.delete(next.order)
    this.now = next.at
    next.ring()
    return true
  }

  get pending(): number {
    return this.#alarms.size
  }

  #next(): Alarm | undefined {
    let next: Alarm | undefined
    for (const alarm of this.#alarms.values()) {
      if (next === undefined || alarm.at < next.at || (alarm.at === next.at && alarm.order < next.order))
        next = alarm
    }
    return next
  }
}
