/**
 * What a component begins with, until it is shown. A first rendering is done in pieces, to let the browser in between;
 * had it to follow what comes between two of them, all of it would be thrown away and done again in one. The news is
 * rendered right after. [W8]
 */
export class FirstLook<Value> {
  #held: { value: Value } | undefined
  #isOver = false

  /** What `now` answered first; what it answers now, once the first look is over. */
  at(now: () => Value): Value {
    if (this.#isOver) return now()
    this.#held ??= { value: now() }
    return this.#held.value
  }

  end(): void {
    this.#isOver = true
    this.#held = undefined
  }
}
