type Alarm = { at: number; order: number; run: (() => void) | undefined }

/** How often the rest of the process gets a turn. */
const ALARMS_IN_A_ROW = 500

/**
 * Time that passes only when nothing else can happen: an alarm rings after every promise that the one before
 * has settled was dealt with. Alarms of the same moment ring in the order in which they were set.
 */
export class VirtualTime {
  /** Milliseconds since the world began; whole, and never going back. */
  now = 0
  #order = 0
  #rung = 0
  #pending = 0
  readonly #heap: Alarm[] = []

  /** Alarms that are set and will ring. */
  get pending(): number {
    return this.#pending
  }

  /** Alarms that have rung: a measure of work that does not depend on the machine. */
  get rung(): number {
    return this.#rung
  }

  after(ms: number, run: () => void): () => void {
    const alarm: Alarm = { at: this.now + Math.max(0, Math.ceil(ms)), order: (this.#order += 1), run }
    this.#push(alarm)
    this.#pending += 1
    return () => {
      if (alarm.run === undefined) return
      alarm.run = undefined
      this.#pending -= 1
    }
  }

  /** Lets everything happen that is due in the next `ms`. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms
    for (;;) {
      await (this.#rung % ALARMS_IN_A_ROW === 0 ? turnOfTheLoop() : promisesSettled())
      const next = this.#next(until)
      if (next === undefined) break
      const { run } = next
      next.run = undefined
      this.#pending -= 1
      this.#rung += 1
      this.now = next.at
      run?.()
    }
    this.now = until
  }

  #next(until: number): Alarm | undefined {
    for (;;) {
      const [first] = this.#heap
      if (first === undefined || (first.run !== undefined && first.at > until)) return undefined
      this.#pop()
      if (first.run !== undefined) return first
    }
  }

  #push(alarm: Alarm): void {
    const heap = this.#heap
    let index = heap.push(alarm) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (isBefore(heap[parent] as Alarm, alarm)) break
      heap[index] = heap[parent] as Alarm
      index = parent
    }
    heap[index] = alarm
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Alarm, heap[child] as Alarm)) child += 1
      if (isBefore(last, heap[child] as Alarm)) break
      heap[index] = heap[child] as Alarm
      index = child
    }
    heap[index] = last
  }
}

/** Ticks come when no promise has anything to do; what ticks and promises set in motion comes before a second. */
function promisesSettled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(() => process.nextTick(resolve)))
}

function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

function isBefore(a: Alarm, b: Alarm): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
