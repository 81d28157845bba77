import type { RoomEvent, RoomHead, RoomId } from '@parley/protocol'
import { foldHead } from '@parley/room'
import type { Log } from '../log/log.ts'
import type { Store } from '../store/store.ts'

const MAX_HEADS = 10_000

/**
 * Heads of the rooms in use, kept up to date by the log. A reader may be behind by what is being
 * committed at this moment: what must hold at the append itself is checked by the store.
 */
export class Heads {
  readonly #store: Store
  readonly #heads = new Map<RoomId, RoomHead>()
  readonly #firstReaders = new Set<(room: RoomId) => void>()
  readonly #loading = new Map<RoomId, Promise<RoomHead | undefined>>()

  constructor(store: Store, log: Log) {
    this.#store = store
    log.listen((room, events) => this.#receive(room, events))
  }

  /** Calls `listener` when a room is read for the first time, or again after long; answers how to stop that. */
  onFirstRead(listener: (room: RoomId) => void): () => void {
    this.#firstReaders.add(listener)
    return () => this.#firstReaders.delete(listener)
  }

  /** The head of a room; undefined if there is no such room. */
  read(room: RoomId): RoomHead | undefined | Promise<RoomHead | undefined> {
    return this.#heads.get(room) ?? this.#loading.get(room) ?? this.#load(room)
  }

  #load(room: RoomId): Promise<RoomHead | undefined> {
    const loading = this.#store.readHead(room).then(
      (head) => {
        // An event that was published meanwhile may not be in what was read: then it is not kept.
        if (this.#loading.get(room) === loading) {
          this.#loading.delete(room)
          if (head !== undefined) this.#keep(head)
          for (const listener of this.#firstReaders) listener(room)
        }
        return head
      },
      (error: unknown) => {
        this.#loading.delete(room)
        throw error
      },
    )
    this.#loading.set(room, loading)
    return loading
  }

  #receive(room: RoomId, events: readonly RoomEvent[]): void {
    this.#loading.delete(room)
    const head = this.#heads.get(room)
    if (head === undefined && events[0]?.type !== 'room-created') return
    const next = events.reduce<RoomHead | undefined>(
      (folded, event) => (folded && event.seq <= folded.seq ? folded : foldHead(folded, event)),
      head,
    )
    if (next !== undefined) this.#keep(next)
  }

  /** The least recently changed heads leave first. */
  #keep(head: RoomHead): void {
    this.#heads.delete(head.id)
    this.#heads.set(head.id, head)
    if (this.#heads.size <= MAX_HEADS) return
    for (const oldest of this.#heads.keys()) {
      this.#heads.delete(oldest)
      return
    }
  }
}
