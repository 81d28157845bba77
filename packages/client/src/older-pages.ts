import type { RoomId, TimelineItem, TimelinePage } from '@parley/protocol'
import type { ChangeFeed } from './change-feed.ts'
import type { HttpApi } from './http-api.ts'
import { olderBefore } from './older-items.ts'
import type { RoomState } from './parley-client.ts'
import type { RoomSubscriptions } from './room-subscriptions.ts'

/** Older items in one page, on the way to a message far back. */
const PAGE_ON_THE_WAY = 500

type OlderPagesPorts = {
  http: HttpApi
  subscriptions: RoomSubscriptions
  changes: ChangeFeed
  state: (room: RoomId) => RoomState | undefined
  untilChanged: () => Promise<void>
}

/** Brings what was said before into the view of a room: one page, or all down to a message. [C4, W8] */
export class OlderPages {
  readonly #ports: OlderPagesPorts

  constructor(ports: OlderPagesPorts) {
    this.#ports = ports
  }

  async loadOlder(room: RoomId): Promise<void> {
    const state = this.#ports.state(room)
    if (state === undefined || state.loadingOlder || !state.view.more) return
    await this.#loadBefore(room, state.view, (before) => this.#ports.http.timeline(room, before))
  }

  /** Whether the item shows when all that is between it and the view has been loaded. */
  async loadUpTo(room: RoomId, { id, seq }: TimelineItem): Promise<boolean> {
    for (;;) {
      const state = this.#ports.state(room)
      if (state === undefined) return false
      const { timeline, more } = state.view
      if (timeline.some((item) => item.id === id)) return true
      if (!more || olderBefore(state.view) <= seq) return false
      if (state.loadingOlder) await this.#ports.untilChanged()
      else await this.#loadBefore(room, state.view, (before) => this.#pagesDownTo(room, before, seq))
    }
  }

  async #loadBefore(
    room: RoomId,
    view: RoomState['view'],
    fetch: (before: number) => Promise<TimelinePage>,
  ): Promise<void> {
    const { subscriptions, changes } = this.#ports
    const before = olderBefore(view)
    changes.run(() => subscriptions.beginOlder(room))
    try {
      const page = await fetch(before)
      changes.run(() => subscriptions.takeOlder(room, before, page))
    } finally {
      changes.run(() => subscriptions.endOlder(room))
    }
  }

  /** All items from before `before` down to the one at `seq`, as one page: nobody is shown the way there. */
  async #pagesDownTo(room: RoomId, before: number, seq: number): Promise<TimelinePage> {
    const pages: TimelineItem[][] = []
    let [from, more] = [before, true]
    while (more && from > seq) {
      const page = await this.#ports.http.timeline(room, from, PAGE_ON_THE_WAY)
      pages.unshift(page.items)
      more = page.more && page.items.length > 0
      from = page.items[0]?.seq ?? 0
    }
    return { items: pages.flat(), more }
  }
}
