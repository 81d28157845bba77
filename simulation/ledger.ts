import { fold } from '@parley/director'
import type { DirectorState } from '@parley/director'
import type { RoomEvent, RoomId } from '@parley/protocol'
import { foldView, viewOfLog } from '@parley/room'
import type { RoomView } from '@parley/room'
import { Invariants } from '../packages/director/test/invariants.ts'
import { Rules } from './rules.ts'

type Book = {
  events: RoomEvent[]
  ids: Set<string>
  /** When turns ended that were interrupted, by a clock that does not jump. */
  interruptedAt: Map<string, number>
  invariants: Invariants
  rules: Rules
  state?: DirectorState
  /** As far as somebody has asked for it. */
  view?: RoomView | undefined
}

/**
 * What became durable, room by room, written down at the moment it did and looked at at once. It survives
 * every crash, folds nothing away, and is what everything else is compared with.
 */
export class Ledger {
  readonly #books = new Map<RoomId, Book>()
  readonly #listeners = new Set<(event: RoomEvent) => void>()
  readonly #now: () => number
  readonly #broken: (what: string) => void
  events = 0

  constructor(now: () => number, broken: (what: string) => void) {
    this.#now = now
    this.#broken = broken
  }

  get rooms(): RoomId[] {
    return [...this.#books.keys()]
  }

  log(room: RoomId): readonly RoomEvent[] {
    return this.#books.get(room)?.events ?? []
  }

  has(room: RoomId, id: string): boolean {
    return this.#books.get(room)?.ids.has(id) === true
  }

  record(room: RoomId, events: readonly RoomEvent[]): void {
    const book = this.#books.get(room) ?? this.#open(room)
    for (const event of events) {
      if (event.seq !== book.events.length + 1) this.#broken(`C1: ${room} has a gap before ${event.seq}`)
      if (book.ids.has(event.id)) this.#broken(`C3: ${room} has ${event.id} twice`)
      book.events.push(event)
      book.ids.add(event.id)
      book.rules.event(event)
      if (event.type === 'turn-ended' && event.data.outcome === 'interrupted')
        book.interruptedAt.set(event.data.turn, this.#now())
      book.state = fold(book.state, event)
      this.events += 1
      this.#judge(room, book.invariants, () => book.invariants.event(event))
      for (const listener of this.#listeners) listener(event)
    }
  }

  /** Calls `listener` with every event from now on. */
  listen(listener: (event: RoomEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The room as it is seen by who has seen everything. */
  view(room: RoomId): RoomView | undefined {
    const book = this.#books.get(room)
    if (book === undefined) return undefined
    const view = book.view
    const unseen = book.events.slice(view?.head.seq ?? 0)
    book.view = view === undefined ? viewOfLog(unseen) : foldView(view, unseen)
    return book.view
  }

  /** Milliseconds since a turn ended because it was interrupted; 0 if it was not. */
  msSinceInterrupted(room: RoomId, turn: string): number {
    const at = this.#books.get(room)?.interruptedAt.get(turn)
    return at === undefined ? 0 : this.#now() - at
  }

  /** The director's state after all events up to `seq`. */
  stateAt(room: RoomId, seq: number): DirectorState | undefined {
    const book = this.#books.get(room)
    if (book?.state?.head.seq === seq) return book.state
    return this.log(room).slice(0, seq).reduce<DirectorState | undefined>(fold, undefined)
  }

  /** Looks at a room in which nothing should be under way any more. */
  atRest(room: RoomId): void {
    const book = this.#books.get(room)
    if (book?.state === undefined) return
    const { events, invariants, state } = book
    this.#judge(room, invariants, () => invariants.atRest({ log: { events }, process: { state } } as never))
  }

  #open(room: RoomId): Book {
    const rules = new Rules((what) => this.#broken(`${what} (in ${room})`))
    const book = {
      events: [],
      ids: new Set<string>(),
      interruptedAt: new Map<string, number>(),
      invariants: new Invariants(),
      rules,
    }
    this.#books.set(room, book)
    return book
  }

  #judge(room: RoomId, invariants: Invariants, look: () => void): void {
    look()
    for (const broken of invariants.broken.splice(0)) this.#broken(`${broken} (in ${room})`)
  }
}
