import type { RoomEvent, RoomId } from '@parley/protocol'
import type { AppendRequest, AppendResult, Store } from '../store/store.ts'

export type Listener = (room: RoomId, events: readonly RoomEvent[]) => void

/**
 * The logs of all rooms as this process sees them: whatever is appended here is published here,
 * after it is durable, in the order of `seq`. [C1, C2]
 */
export class Log {
  readonly #store: Store
  readonly #listeners = new Set<Listener>()
  /** The last append under way of each room that brings part of a message. */
  readonly #underWay = new Map<RoomId, Promise<unknown>>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Appends, then publishes; when the promise resolves every listener has been told. */
  async append(request: AppendRequest): Promise<AppendResult> {
    const appending = this.#store.append(request)
    if (isPartOfMessage(request)) this.#follow(request.room, appending)
    const result = await appending
    if (result.status === 'appended') {
      for (const listener of this.#listeners) listener(request.room, result.events)
    }
    return result
  }

  /**
   * Resolves when the parts of messages that are being appended to the room at this moment are in the log, or
   * are not going to be: requests of one process to one room keep their order.
   */
  async settled(room: RoomId): Promise<void> {
    await this.#underWay.get(room)?.catch(() => undefined)
  }

  /** Calls `listener` with every batch of durable events from now on. Listeners must not throw. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #follow(room: RoomId, appending: Promise<unknown>): void {
    this.#underWay.set(room, appending)
    const forget = () => {
      if (this.#underWay.get(room) === appending) this.#underWay.delete(room)
    }
    appending.then(forget, forget)
  }
}

function isPartOfMessage({ events: [{ type }] }: AppendRequest): boolean {
  return type === 'message-started' || type === 'message-appended'
}
