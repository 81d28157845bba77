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

  constructor(store: Store) {
    this.#store = store
  }

  /** Appends, then publishes; when the promise resolves every listener has been told. */
  async append(request: AppendRequest): Promise<AppendResult> {
    const result = await this.#store.append(request)
    if (result.status === 'appended') {
      for (const listener of this.#listeners) listener(request.room, result.events)
    }
    return result
  }

  /** Calls `listener` with every batch of durable events from now on. Listeners must not throw. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
