/**
 * Tells listeners that something has changed, once for everything that happened together: a change within
 * a change is part of it.
 */
export class ChangeFeed {
  readonly #listeners = new Set<() => void>()
  /** Brings the state up to date; answers whether it is different now. */
  readonly #settle: () => boolean
  #depth = 0

  constructor(settle: () => boolean) {
    this.#settle = settle
  }

  /** The same listener may subscribe more than once; each ends by itself. */
  subscribe(listener: () => void): () => void {
    const entry = () => listener()
    this.#listeners.add(entry)
    return () => this.#listeners.delete(entry)
  }

  run(change: () => void): void {
    this.#depth += 1
    try {
      change()
    } finally {
      this.#depth -= 1
    }
    if (this.#depth > 0 || !this.#settle()) return
    for (const listener of [...this.#listeners]) listener()
  }
}
