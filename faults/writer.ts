import type { EventId, MemberId, RoomId } from '@parley/protocol'
import type { ParleyClient } from '@parley/client'
import { MemoryStorage } from '@parley/testkit'
import type { Random } from '../simulation/random.ts'
import { Client } from '../packages/client/src/client.ts'
import { surroundingsOf } from '../packages/client/src/surroundings.ts'
import { Witness } from './witness.ts'

/** How often it looks whether it has a connection: instead of waiting for seconds it is woken, like a phone. */
const LOOK_MS = 20

export type WriterOptions = {
  url: string
  id: MemberId
  token: string
  rooms: readonly RoomId[]
  random: Random
  transport: 'auto' | 'socket' | 'stream'
  /** Mean pause between two messages. */
  pauseMs: number
}

export type Posted = { id: EventId; room: RoomId; text: string }

/** Somebody who writes without a pause, whatever the network does, and reloads the page now and then. */
export class Writer {
  readonly id: MemberId
  readonly witness = new Witness()
  /** In the order of posting. */
  readonly posted: Posted[] = []
  /** Commands that were promised to be durable, with the seq of that promise. */
  readonly promised: { id: EventId; room: RoomId; seq: number }[] = []
  /** Commands that the client gave up. */
  readonly givenUp: string[] = []
  reloads = 0
  readonly #options: WriterOptions
  readonly #storage = new MemoryStorage()
  readonly #reacted = new Set<EventId>()
  #wake: () => void = () => undefined
  #client: ParleyClient
  #wasOnline = false
  #looking: ReturnType<typeof setInterval>
  #writing: ReturnType<typeof setTimeout> | undefined

  constructor(options: WriterOptions) {
    this.id = options.id
    this.#options = options
    this.#client = this.#open()
    this.#looking = setInterval(() => this.#look(), LOOK_MS)
  }

  get client(): ParleyClient {
    return this.#client
  }

  /** Everything was sent, and every room is complete as far as this client can tell. */
  get isSettled(): boolean {
    const { client } = this
    return (
      client.status === 'online' &&
      this.#options.rooms.every((room) => {
        const state = client.room(room)
        return state?.synced === true && state.pending.length === 0
      })
    )
  }

  start(): void {
    const { random, pauseMs } = this.#options
    this.#writing = setTimeout(
      () => {
        this.#act()
        this.start()
      },
      random.between(0, 2 * pauseMs),
    )
  }

  stop(): void {
    clearTimeout(this.#writing)
  }

  close(): void {
    this.stop()
    clearInterval(this.#looking)
    this.#client.close()
  }

  #open(): ParleyClient {
    this.#wasOnline = false
    const { url, token, transport } = this.#options
    const around = surroundingsOf({ url, token, transport, storage: this.#storage })
    return new Client({
      ...around,
      openLine: this.witness.over(around.openLine),
      watch: (wake) => {
        this.#wake = wake
        return () => (this.#wake = () => undefined)
      },
    })
  }

  #look(): void {
    if (this.#client.status === 'online') this.#wasOnline = true
    else if (this.#options.random.chance(0.5)) this.#wake()
  }

  #act(): void {
    const { random, rooms } = this.#options
    const room = random.pick(rooms)
    const what = random.weighted({ post: 88, react: 10, reload: 2 })
    if (what === 'post') return this.#post(room)
    if (what === 'react') return this.#react(room)
    // Before its first greeting a page does not know whose messages it has to keep.
    if (this.#wasOnline) this.#reload()
  }

  #post(room: RoomId): void {
    const text =
      `${this.id} ${this.posted.length + 1} ${'word '.repeat(this.#options.random.between(0, 30))}`.trim()
    this.posted.push({ id: this.#client.post(room, text), room, text })
    this.#client.markRead(room)
  }

  #react(room: RoomId): void {
    const message = this.#client.room(room)?.view.timeline.findLast(({ kind }) => kind === 'message')?.id
    if (message === undefined || this.#reacted.has(message)) return
    this.#reacted.add(message)
    const id = `r-${this.id}-${this.#reacted.size}` as EventId
    this.#client.command(room, { type: 'add-reaction', message, reaction: 'heart' }, id).then(
      ({ seq }) => this.promised.push({ id, room, seq }),
      // With the page, or for good: it may have been done, and nobody was told.
      (error: unknown) => this.givenUp.push(String(error)),
    )
  }

  #reload(): void {
    this.reloads += 1
    this.#client.close()
    this.witness.forget()
    this.#client = this.#open()
  }
}
