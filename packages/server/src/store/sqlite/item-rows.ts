import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { TimelineItem, TimelinePage } from '@parley/protocol'
import type { EventRows } from './event-rows.ts'
import { placeBefore, placeOf } from './place.ts'

/** The table of timeline items. An item lies at the place of the event that made it, and has its id. */
export class ItemRows {
  readonly #events: EventRows
  readonly #put: StatementSync
  readonly #get: StatementSync
  readonly #page: StatementSync

  constructor(database: DatabaseSync, events: EventRows) {
    this.#events = events
    this.#put = database.prepare('REPLACE INTO items VALUES (?, ?)')
    this.#get = database.prepare('SELECT item FROM items WHERE place = ?')
    this.#page = database.prepare(
      'SELECT item FROM items WHERE place >= ? AND place < ? ORDER BY place DESC LIMIT ?',
    )
  }

  put(room: number, item: TimelineItem): void {
    this.#put.run(placeOf(room, item.seq), JSON.stringify(item))
  }

  find(room: number, id: string): TimelineItem | undefined {
    const place = this.#events.place(room, id)
    const row = place === undefined ? undefined : this.#get.get(place)
    return row && JSON.parse(row['item'] as string)
  }

  /** The newest `limit` items before the seq, oldest first. */
  page(room: number, before: number, limit: number): TimelinePage {
    // One more than asked for tells whether there are older ones.
    const rows = this.#page.all(placeOf(room, 0), placeBefore(room, before), limit + 1)
    const items = rows.slice(0, limit).map(({ item }) => JSON.parse(item as string) as TimelineItem)
    return { items: items.toReversed(), more: rows.length > limit }
  }
}
