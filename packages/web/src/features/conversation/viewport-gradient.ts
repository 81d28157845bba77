/**
 * The blue of the reader's own bubbles belongs to the viewport: bubbles scroll through it. Writes to
 * every bubble in view how far its foot is above the viewport's (`--below`); `bubble.css` hangs the
 * gradient up from there. [W1]
 */
export class ViewportGradient {
  readonly #bubbles = new Set<HTMLElement>()
  /** Those that were attached just now. */
  readonly #fresh = new Set<HTMLElement>()
  /** What was written last: the same once more would have the browser style it anew. */
  readonly #written = new WeakMap<HTMLElement, number>()
  #scroller: HTMLElement | undefined

  /** Begins to colour for `scroller`. */
  attach(scroller: HTMLElement): void {
    this.#scroller = scroller
  }

  /** A ref callback: the bubble takes part until React detaches it. */
  readonly bubble = (element: HTMLElement | null): (() => void) | undefined => {
    if (element === null) return undefined
    this.#bubbles.add(element)
    // All bubbles of one commit together, still before it is painted: one by one, each would lay the page out anew.
    if (this.#fresh.size === 0) queueMicrotask(() => this.#paintFresh())
    this.#fresh.add(element)
    return () => {
      this.#bubbles.delete(element)
      this.#fresh.delete(element)
    }
  }

  /** To be called after anything moved. Reads all positions before it writes any. */
  update(): void {
    if (this.#scroller) this.#write(this.#scroller, this.#bubbles)
  }

  #paintFresh(): void {
    if (this.#scroller) this.#write(this.#scroller, this.#fresh)
    this.#fresh.clear()
  }

  #write(scroller: HTMLElement, bubbles: Iterable<HTMLElement>): void {
    const view = scroller.getBoundingClientRect()
    this.#put(scroller, '--viewport-height', view.height)
    const moved: [HTMLElement, number][] = []
    for (const bubble of bubbles) {
      const box = bubble.getBoundingClientRect()
      if (box.bottom > view.top - 50 && box.top < view.bottom + 50)
        moved.push([bubble, view.bottom - box.bottom])
    }
    for (const [bubble, belowPx] of moved) this.#put(bubble, '--below', belowPx)
  }

  #put(element: HTMLElement, property: string, px: number): void {
    const rounded = Math.round(px)
    if (this.#written.get(element) === rounded) return
    this.#written.set(element, rounded)
    element.style.setProperty(property, `${rounded}px`)
  }
}
