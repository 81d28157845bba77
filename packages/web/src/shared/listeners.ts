/** Those who want to know when something that this page holds is different. */
export class Listeners {
  readonly #all = new Set<() => void>()

  get isEmpty(): boolean {
    return this.#all.size === 0
  }

  /** Calls `listener` after each change, until the answer is called. Bound: it is handed to React as it is. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#all.add(listener)
    return () => this.#all.delete(listener)
  }

  tell(): void {
    for (const listener of this.#all) listener()
  }
}
