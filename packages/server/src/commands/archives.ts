import type { MemberId, RoomEvent, RoomId } from '@parley/protocol'
import type { Log } from '../log/log.ts'
import type { Store } from '../store/store.ts'

/** Members whose archived rooms are remembered. */
const MAX_MEMBERS = 10_000

/** Which rooms a member has archived: read once from the store, then kept up to date by whoever changes it. [R5] */
export class Archives {
  readonly #store: Pick<Store, 'readPreferences'>
  readonly #kept = new Map<MemberId, Promise<Set<RoomId>>>()

  constructor(store: Pick<Store, 'readPreferences'>, log: Pick<Log, 'listen'>) {
    this.#store = store
    log.listen((_, events) => events.forEach((event) => this.#hear(event)))
  }

  async has(member: MemberId, room: RoomId): Promise<boolean> {
    return (await this.#of(member)).has(room)
  }

  /** The store has taken it. What is being read meanwhile is put right. */
  async put(member: MemberId, room: RoomId, archived: boolean): Promise<void> {
    const rooms = await this.#of(member)
    if (archived) rooms.add(room)
    else rooms.delete(room)
  }

  #of(member: MemberId): Promise<Set<RoomId>> {
    const known = this.#kept.get(member)
    if (known !== undefined) return known
    const reading = this.#store
      .readPreferences(member)
      .then(
        (kept) =>
          new Set(kept.flatMap(({ room, preferences }) => (preferences.archived === true ? [room] : []))),
      )
    reading.catch(() => this.#kept.delete(member))
    this.#kept.set(member, reading)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_MEMBERS) break
      this.#kept.delete(oldest)
    }
    return reading
  }

  /** The store does not tell of rooms that are deleted or left, and does so again when they are back. */
  #hear(event: RoomEvent): void {
    if (event.type === 'room-restored') this.#kept.clear()
    if (event.type === 'member-added') this.#kept.delete(event.data.member.id)
    if (event.type === 'member-removed') this.#kept.delete(event.data.member)
  }
}
