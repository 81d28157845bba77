import type { MemberId, RoomId } from '@parley/protocol'
import type { TextStorage } from './surroundings.ts'
import type { ReadMark } from './unread.ts'

/**
 * Up to where one reader has read each room, on this device. Positions only go forward, so that of two
 * tabs the one that has seen more is right.
 */
export class ReadPositions {
  readonly #storage: TextStorage | undefined
  readonly #prefix: string
  readonly #since: number
  readonly #known = new Map<RoomId, number>()

  /** `now`, by the server's clock: for a reader who was never here, what is older is not news. */
  constructor(storage: TextStorage | undefined, reader: MemberId, now: number) {
    this.#storage = storage
    this.#prefix = `parley.read.${reader}`
    this.#since = this.#read(this.#prefix) ?? now
    if (this.#read(this.#prefix) === undefined) this.#write(this.#prefix, now)
  }

  markOf(room: RoomId): ReadMark {
    const known = this.#known.get(room)
    if (known !== undefined) return { seq: known, since: this.#since }
    const seq = this.#read(this.#key(room)) ?? 0
    this.#known.set(room, seq)
    return { seq, since: this.#since }
  }

  /** Answers whether that is news. */
  advance(room: RoomId, seq: number): boolean {
    if (seq <= this.markOf(room).seq) return false
    const furthest = Math.max(seq, this.#read(this.#key(room)) ?? 0)
    this.#known.set(room, furthest)
    this.#write(this.#key(room), furthest)
    return true
  }

  #key(room: RoomId): string {
    return `${this.#prefix}.${room}`
  }

  #read(key: string): number | undefined {
    const stored = Number(this.#storage?.getItem(key) ?? Number.NaN)
    return Number.isFinite(stored) ? stored : undefined
  }

  /** A full storage costs the position after a reload, nothing else. */
  #write(key: string, value: number): boolean {
    try {
      this.#storage?.setItem(key, String(value))
      return true
    } catch {
      return false
    }
  }
}
