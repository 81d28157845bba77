import type { MemberId, Message, TimelineItem } from '@parley/protocol'

/** Tells the messages of others once each, when they are complete: the timeline goes in, what is new comes out. */
export class FinishedMessages {
  readonly #reader: MemberId
  readonly #open = new Set<string>()
  #upTo: number

  /** Those with a seq up to `after` are known already, unless they are still being written. */
  constructor(reader: MemberId, after: number) {
    this.#reader = reader
    this.#upTo = after
  }

  /** What was being written when it all began is told once it is complete. */
  begin(timeline: readonly TimelineItem[]): void {
    for (const item of timeline) if (item.seq <= this.#upTo && this.#isOpen(item)) this.#open.add(item.id)
  }

  take(timeline: readonly TimelineItem[]): Message[] {
    const finished = this.#finish(timeline)
    const fresh = timeline.slice(timeline.findLastIndex(({ seq }) => seq <= this.#upTo) + 1)
    for (const item of fresh) {
      this.#upTo = item.seq
      if (this.#isOpen(item)) this.#open.add(item.id)
      else if (this.#isWanted(item)) finished.push(item)
    }
    return finished
  }

  #finish(timeline: readonly TimelineItem[]): Message[] {
    if (this.#open.size === 0) return []
    const finished: Message[] = []
    for (const item of timeline) {
      if (!this.#open.has(item.id) || this.#isOpen(item)) continue
      this.#open.delete(item.id)
      if (this.#isWanted(item)) finished.push(item)
    }
    return finished
  }

  #isOpen(item: TimelineItem): boolean {
    return item.kind === 'message' && item.status === 'streaming' && item.by !== this.#reader
  }

  #isWanted(item: TimelineItem): item is Message {
    return item.kind === 'message' && item.by !== this.#reader && item.deleted !== true
  }
}
