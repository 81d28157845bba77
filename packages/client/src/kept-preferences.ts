import { changePreferences } from '@parley/protocol'
import type { KeptPreferences, PreferenceChange, RoomId, RoomPreferences } from '@parley/protocol'

const NONE: RoomPreferences = {}

type Claim = { change: PreferenceChange; at: number }

/**
 * How the reader keeps its rooms: what the server said last, with what this client has asked for since and
 * not been answered yet. [R5]
 */
export class KeptByReader {
  readonly #said = new Map<RoomId, RoomPreferences>()
  readonly #claims = new Map<RoomId, readonly Claim[]>()
  readonly #shown = new Map<RoomId, RoomPreferences>()

  /** The same object while nothing of it changes. */
  of(room: RoomId): RoomPreferences {
    return this.#shown.get(room) ?? NONE
  }

  /** The list of rooms was read; answers the rooms that are kept otherwise now. */
  adopt(list: readonly KeptPreferences[]): RoomId[] {
    const said = new Map(list.map(({ room, preferences }) => [room, preferences]))
    const rooms = new Set([...this.#said.keys(), ...said.keys()])
    return [...rooms].filter((room) => this.take({ room, preferences: said.get(room) ?? NONE }))
  }

  /** Answers whether anything is different now. */
  take({ room, preferences }: KeptPreferences): boolean {
    this.#said.set(room, preferences)
    return this.#show(room)
  }

  /** Shows the change until the answer is called: with what the server said, or with nothing, to take it back. */
  claim(room: RoomId, change: PreferenceChange, now: number): (said?: RoomPreferences) => void {
    const claim = { change, at: now }
    const before = this.#said.get(room)
    this.#claims.set(room, [...(this.#claims.get(room) ?? []), claim])
    this.#show(room)
    return (said) => {
      this.#claims.set(
        room,
        (this.#claims.get(room) ?? []).filter((other) => other !== claim),
      )
      // What came over the channel meanwhile is as new or newer.
      if (said !== undefined && this.#said.get(room) === before) this.#said.set(room, said)
      this.#show(room)
    }
  }

  clear(): void {
    this.#said.clear()
    this.#claims.clear()
    this.#shown.clear()
  }

  #show(room: RoomId): boolean {
    const claims = this.#claims.get(room) ?? []
    const next = claims.reduce(
      (kept, { change, at }) => changePreferences(kept, change, at),
      this.#said.get(room) ?? NONE,
    )
    const shown = this.of(room)
    const isSame =
      shown.pinnedAt === next.pinnedAt && shown.muted === next.muted && shown.archived === next.archived
    if (!isSame) this.#shown.set(room, next)
    return !isSame
  }
}
