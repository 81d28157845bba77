/**
 * The blue of the reader's own bubbles belongs to the viewport: bubbles scroll through it. Writes to
 * every bubble in view how high the viewport is, and how far the bubble's foot is above the viewport's (`--below`);
 * `bubble.css` hangs the gradient up from there. [W1]
 */
export class ViewportGradient {
  readonly #bubbles = new Set<HTMLElement>()
  /** Tells of new ones when all is laid out, before it is painted: to ask sooner would lay the page out once more. */
  readonly #sizes = new ResizeObserver(() => this.update())
  /** What was written last: the same once more would have the browser style it anew. */
  readonly #written = new WeakMap<HTMLElement, { heightPx: number; belowPx: number }>()
  #scroller: HTMLElement | undefined

  /** Begins to colour for `scroller`. */
  attach(scroller: HTMLElement): void {
    this.#scroller = scroller
  }

  /** A ref callback: the bubble takes part until React detaches it. */
  readonly bubble = (element: HTMLElement | null): (() => void) | undefined => {
    if (element === null) return undefined
    this.#bubbles.add(element)
    this.#sizes.observe(element)
    return () => {
      this.#bubbles.delete(element)
      this.#sizes.unobserve(element)
    }
  }

  /** To be called after anything moved. Reads all positions before it writes any. */
  update(): void {
    if (this.#scroller === undefined || this.#bubbles.size === 0) return
    const view = this.#scroller.getBoundingClientRect()
    const heightPx = Math.round(view.height)
    const moved: [HTMLElement, number][] = []
    for (const bubble of this.#bubbles) {
      const box = bubble.getBoundingClientRect()
      if (box.bottom > view.top - 50 && box.top < view.bottom + 50)
        moved.push([bubble, Math.round(view.bottom - box.bottom)])
    }
    for (const [bubble, belowPx] of moved) this.#write(bubble, heightPx, belowPx)
  }

  /** To the bubble alone: what stands around it would hand a height on to all that it holds. */
  #write(bubble: HTMLElement, heightPx: number, belowPx: number): void {
    const known = this.#written.get(bubble)
    if (known?.heightPx === heightPx && known.belowPx === belowPx) return
    this.#written.set(bubble, { heightPx, belowPx })
    bubble.style.setProperty('--viewport-height', `${heightPx}px`)
    bubble.style.setProperty('--below', `${belowPx}px`)
  }
}
