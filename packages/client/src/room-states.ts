import type { RoomId } from '@parley/protocol'
import type { RoomState } from './parley-client.ts'

/** The states of all rooms, each with its reference kept while nothing of it changes. */
export class RoomStates {
  readonly #states = new Map<RoomId, RoomState>()
  #list: readonly RoomState[] = []

  /** Last active first, deleted ones left out. */
  get list(): readonly RoomState[] {
    return this.#list
  }

  get(room: RoomId): RoomState | undefined {
    return this.#states.get(room)
  }

  /** Takes a room's state over; answers whether anything is different now. */
  set(room: RoomId, next: RoomState | undefined): boolean {
    const state = this.#states.get(room)
    if (next === undefined) {
      if (!this.#states.delete(room)) return false
    } else {
      const pending =
        state !== undefined && sameItems(state.pending, next.pending) ? state.pending : next.pending
      const typing =
        state !== undefined && sameTypists(state.typing, next.typing) ? state.typing : next.typing
      const kept = { ...next, pending, typing }
      if (state !== undefined && sameFields(state, kept)) return false
      this.#states.set(room, kept)
    }
    this.#sort()
    return true
  }

  #sort(): void {
    const list = [...this.#states.values()]
      .filter(({ view }) => !view.head.deleted)
      .toSorted((a, b) => b.view.head.changedAt - a.view.head.changedAt || (a.id < b.id ? 1 : -1))
    if (!sameItems(list, this.#list)) this.#list = list
  }
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

function sameFields(a: RoomState, b: RoomState): boolean {
  return (
    a.view === b.view &&
    a.pending === b.pending &&
    a.unread === b.unread &&
    a.present === b.present &&
    a.preferences === b.preferences &&
    a.typing === b.typing &&
    a.read === b.read &&
    a.loadingOlder === b.loadingOlder &&
    a.synced === b.synced
  )
}

function sameTypists(a: RoomState['typing'], b: RoomState['typing']): boolean {
  return (
    a.length === b.length &&
    a.every(({ member, turn }, index) => b[index]?.member === member && b[index]?.turn === turn)
  )
}
