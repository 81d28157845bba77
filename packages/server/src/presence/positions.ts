import type { MemberId, RoomId, Seq } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Report } from '../report.ts'
import type { Position, Store } from '../store/store.ts'

/** A position reaches the store this late at most: many readers of one message share a write. */
const WRITE_AFTER_MS = 500

/** Read positions on their way to the store, the latest of each member and room. [C6] */
export class Positions {
  readonly #store: Pick<Store, 'putPositions' | 'readPositions'>
  readonly #after: Clock['after']
  readonly #report: Report
  readonly #waiting = new Map<string, Position>()
  #written: Promise<void> = Promise.resolve()
  #stopTimer: (() => void) | undefined

  constructor(store: Pick<Store, 'putPositions' | 'readPositions'>, after: Clock['after'], report: Report) {
    this.#store = store
    this.#after = after
    this.#report = report
  }

  put(position: Position): void {
    const key = `${position.room} ${position.member}`
    const waiting = this.#waiting.get(key)
    // What went back and then forward again must still be written as a step back.
    const back = position.back ?? waiting?.back
    const seq =
      position.back === true || waiting === undefined ? position.seq : Math.max(position.seq, waiting.seq)
    this.#waiting.set(key, { ...position, seq: seq as Seq, ...(back === undefined ? {} : { back }) })
    this.#stopTimer ??= this.#after(WRITE_AFTER_MS, () => void this.flush())
  }

  /** The positions of a room, those on their way included. Where they cannot be read there are none. */
  async of(room: RoomId): Promise<{ member: MemberId; seq: Seq }[]> {
    await this.flush()
    try {
      return await this.#store.readPositions(room)
    } catch (error) {
      this.#report('the read positions of a room could not be read', { room, error })
      return []
    }
  }

  /** Resolves when everything that was put before has reached the store, or was given up. */
  flush(): Promise<void> {
    this.#stopTimer?.()
    this.#stopTimer = undefined
    const positions = [...this.#waiting.values()]
    this.#waiting.clear()
    if (positions.length > 0) {
      this.#written = this.#written
        .then(() => this.#store.putPositions(positions))
        .catch((error: unknown) => this.#report('read positions could not be written', { error }))
    }
    return this.#written
  }
}
