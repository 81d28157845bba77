/** Nearer to the end than this when scrolling down counts as being there. */
const NEAR_END_PX = 24

type Anchor = { element: Element; offsetPx: number }

/**
 * Keeps what is read where it is. At the end, the end stays in view while the content grows; further
 * up, the topmost visible row stays put whatever changes above or below it. It acts in a
 * ResizeObserver, which runs after layout and before paint, so nothing is ever seen to jump. [W1]
 *
 *     pinned ──reader scrolls up──▶ reading ──reader comes back, or toEnd()──▶ pinned
 */
export class ScrollKeeper {
  #scroller: HTMLElement | undefined
  #rows: Element | undefined
  #pinned = true
  #lastTopPx = 0
  #anchor: Anchor | undefined
  readonly #pinListeners = new Set<() => void>()
  readonly #moveListeners = new Set<() => void>()

  /** Starts keeping, with the next layout; `content` is all that scrolls, `rows` has one child per row. Ends with the answer. */
  attach(scroller: HTMLElement, content: HTMLElement, rows: HTMLElement): () => void {
    this.#scroller = scroller
    this.#rows = rows
    const resized = new ResizeObserver(() => this.#restore())
    resized.observe(content)
    // Where all rows fit, they move without the content growing.
    resized.observe(rows)
    resized.observe(scroller)
    const scrolled = () => this.#scrolled()
    scroller.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      resized.disconnect()
      scroller.removeEventListener('scroll', scrolled)
      this.#scroller = undefined
    }
  }

  /** Whether the reader is at the end. */
  get pinned(): boolean {
    return this.#pinned
  }

  /** Goes to the end and stays there. */
  toEnd(behavior: ScrollBehavior): void {
    this.#setPinned(true)
    this.#scroller?.scrollTo({ top: this.#scroller.scrollHeight, behavior })
  }

  /** Puts the view right at once, after what changes where it is and before anything else is measured. */
  settle(): void {
    this.#restore()
  }

  /** Lets go of the end and of whatever is held: the view is about to be moved elsewhere. */
  release(): void {
    this.#setPinned(false)
    this.#anchor = undefined
  }

  /** Brings a row to the middle of the view, and keeps it there until the reader scrolls. */
  show(element: Element): void {
    const scroller = this.#scroller
    if (scroller === undefined) return
    this.#setPinned(false)
    const { height } = element.getBoundingClientRect()
    const marginPx = Math.max(90, (scroller.clientHeight - height) / 2)
    scroller.scrollTop += this.#offsetPx(element) - marginPx
    this.#lastTopPx = scroller.scrollTop
    this.#anchor = { element, offsetPx: this.#offsetPx(element) }
    this.#moved()
  }

  /** Calls `listener` when the reader leaves the end or comes back to it. */
  readonly onPin = (listener: () => void): (() => void) => {
    this.#pinListeners.add(listener)
    return () => this.#pinListeners.delete(listener)
  }

  /** Calls `listener` whenever rows may have moved in the viewport. */
  readonly onMove = (listener: () => void): (() => void) => {
    this.#moveListeners.add(listener)
    return () => this.#moveListeners.delete(listener)
  }

  #scrolled(): void {
    const scroller = this.#scroller
    if (scroller === undefined) return
    this.#correct(scroller)
    const topPx = scroller.scrollTop
    const distancePx = scroller.scrollHeight - scroller.clientHeight - topPx
    // Content may have grown since the last frame: only a reader who moved up has left the end.
    if (topPx < this.#lastTopPx - 1) this.#setPinned(distancePx < 2)
    else if (distancePx < NEAR_END_PX) this.#setPinned(true)
    this.#lastTopPx = topPx
    this.#anchor = this.#pinned ? undefined : this.#topmostMessage()
    this.#moved()
  }

  /**
   * Rows may have come since the last frame, and scrolling is told of before sizes or after: what is read is put back
   * to where the reader's own scrolling leads.
   */
  #correct(scroller: HTMLElement): void {
    if (this.#pinned || !this.#anchor?.element.isConnected) return
    const { element, offsetPx } = this.#anchor
    const scrolledPx = scroller.scrollTop - this.#lastTopPx
    const astrayPx = this.#offsetPx(element) - (offsetPx - scrolledPx)
    if (Math.abs(astrayPx) >= 1) scroller.scrollTop += astrayPx
  }

  #restore(): void {
    const scroller = this.#scroller
    if (scroller === undefined) return
    if (this.#pinned) scroller.scrollTop = scroller.scrollHeight
    else if (this.#anchor?.element.isConnected) {
      this.#correct(scroller)
      // Where the reader's scrolling, of which no frame has told yet, has brought it.
      this.#anchor = { ...this.#anchor, offsetPx: this.#offsetPx(this.#anchor.element) }
    }
    this.#lastTopPx = scroller.scrollTop
    this.#moved()
  }

  /** The first message whose foot is in the viewport; rows stand in order, so halving finds it. */
  #topmostMessage(): Anchor | undefined {
    const rows = this.#rows?.children
    if (rows === undefined) return undefined
    const topPx = this.#scroller?.getBoundingClientRect().top ?? 0
    let low = 0
    let high = rows.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > topPx + 80) high = middle
      else low = middle + 1
    }
    // Only messages stay: a separator vanishes when an older message takes its place.
    let element: Element | null | undefined = rows[low]
    while (element && !element.hasAttribute('data-id')) element = element.nextElementSibling
    return element ? { element, offsetPx: this.#offsetPx(element) } : undefined
  }

  #offsetPx(element: Element): number {
    return element.getBoundingClientRect().top - (this.#scroller?.getBoundingClientRect().top ?? 0)
  }

  #setPinned(pinned: boolean): void {
    if (pinned === this.#pinned) return
    this.#pinned = pinned
    for (const listener of this.#pinListeners) listener()
  }

  #moved(): void {
    for (const listener of this.#moveListeners) listener()
  }
}
