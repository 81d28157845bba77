/** Runs what has the same key one after the other, in the order of asking; what fails holds nobody up. */
export class OneAtATime {
  readonly #last = new Map<string, Promise<unknown>>()

  async run<Answer>(key: string, work: () => Promise<Answer>): Promise<Answer> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#last.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    }
  }
}
