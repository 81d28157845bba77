import { RoomId } from '@parley/protocol'
import { z } from 'zod'
import type { Directory } from '../store/store.ts'

const NOTE = 'link-previews-waiting'
const MOST = 200

/**
 * The rooms in which a link waits for its preview, kept in the store, so that a later start takes them up where a
 * crash left them. One write at a time: what changes meanwhile goes with the next.
 */
export class WaitingRooms {
  readonly #directory: Pick<Directory, 'readNote' | 'putNote'>
  readonly #counts = new Map<RoomId, number>()
  #writing: Promise<void> | undefined
  #again = false

  constructor(directory: Pick<Directory, 'readNote' | 'putNote'>) {
    this.#directory = directory
  }

  /** What an earlier process left. */
  async left(): Promise<RoomId[]> {
    const note = await this.#directory.readNote(NOTE)
    return note === undefined ? [] : (z.array(RoomId).safeParse(JSON.parse(note)).data ?? [])
  }

  /** One more waits there; resolves when that is durable. */
  async add(room: RoomId): Promise<void> {
    const count = this.#counts.get(room) ?? 0
    this.#counts.set(room, count + 1)
    if (count === 0) await this.#write()
  }

  /** One less waits there. */
  async delete(room: RoomId): Promise<void> {
    const count = this.#counts.get(room) ?? 0
    if (count > 1) this.#counts.set(room, count - 1)
    else if (this.#counts.delete(room)) await this.#write()
  }

  #write(): Promise<void> {
    this.#again = true
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined))
    return this.#writing
  }

  async #writeAll(): Promise<void> {
    while (this.#again) {
      this.#again = false
      await this.#directory.putNote(NOTE, JSON.stringify([...this.#counts.keys()].slice(-MOST)))
    }
  }
}
