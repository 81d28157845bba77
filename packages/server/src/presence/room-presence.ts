import { PRESENCE_BATCH_MS, TYPING_EXPIRES_MS } from '@parley/protocol'
import type { MemberId, RoomId, Seq, ServerFrame, Signal } from '@parley/protocol'
import { foldSignals, NO_SIGNALS } from '@parley/room'
import type { RoomSignals } from '@parley/room'
import { encode, textMessage } from '../channel/encode.ts'
import type { Clock } from '../clock.ts'
import type { Position } from '../store/store.ts'
import type { Positions } from './positions.ts'

/** Somebody who is told what a room's members signal. */
export interface Watcher {
  /** The bytes are shared with all others; whoever misses them must be given `whole` later. */
  tell(presence: RoomPresence, message: Buffer): void
}

export type PresencePorts = {
  clock: Pick<Clock, 'soon' | 'after'>
  positions: Pick<Positions, 'put' | 'of'>
}

/**
 * Who is in one room, who types there and how far each has read, as this process knows it. [C6, D7]
 *
 *     enter, leave, type, read ──▶ what is true ──flush, once in a while──▶ what was told ──▶ watchers
 *
 * Everybody is told the same differences, encoded once; whoever comes, or has missed some, gets what was
 * told so far as a whole and goes on from there. So a thousand who come within a second cost a few messages
 * each, not a thousand.
 */
export class RoomPresence {
  readonly #room: RoomId
  readonly #ports: PresencePorts
  readonly #watchers = new Set<Watcher>()
  readonly #connections = new Map<MemberId, number>()
  /** How to forget that a typing member's time runs. */
  readonly #typing = new Map<MemberId, () => void>()
  readonly #read = new Map<MemberId, Seq>()
  /** What came before the positions of the store were here; undefined: they are. */
  #early: Position[] | undefined = []
  #told: RoomSignals = NO_SIGNALS
  #whole: string | undefined
  /** Members of whom something may be told. */
  readonly #changed = new Set<MemberId>()
  #pause: 'none' | 'soon' | 'resting' = 'none'
  #stopResting: () => void = () => undefined

  constructor(room: RoomId, ports: PresencePorts) {
    this.#room = room
    this.#ports = ports
    void this.#load()
  }

  get isEmpty(): boolean {
    return this.#watchers.size === 0
  }

  /** What was told so far, as the JSON of a frame. */
  get whole(): string {
    const { present, typing, read } = this.#told
    this.#whole ??= encode({
      type: 'presence',
      room: this.#room,
      whole: true,
      joined: [...present],
      left: [],
      signals: [
        ...Array.from(typing, (member): Signal => ({ type: 'typing', member, on: true })),
        ...Array.from(read, ([member, seq]): Signal => ({ type: 'read', member, seq })),
      ],
    })
    return this.#whole
  }

  /** One more connection of a member: it must be given `whole` now, and is told everything that follows. */
  enter(member: MemberId, watcher: Watcher): void {
    this.#watchers.add(watcher)
    const connections = this.#connections.get(member) ?? 0
    this.#connections.set(member, connections + 1)
    if (connections > 0) return
    // Nobody else has to be told.
    if (this.#watchers.size === 1) this.#tell({ joined: [member], left: [], signals: [] })
    else this.#mark(member)
  }

  leave(member: MemberId, watcher: Watcher): void {
    if (!this.#watchers.delete(watcher)) return
    const connections = (this.#connections.get(member) ?? 0) - 1
    if (connections > 0) {
      this.#connections.set(member, connections)
      return
    }
    this.#connections.delete(member)
    this.#stopTyping(member)
    this.#mark(member)
  }

  type(member: MemberId, on: boolean): void {
    this.#stopTyping(member)
    if (on) {
      const forget = this.#ports.clock.after(TYPING_EXPIRES_MS, () => {
        this.#typing.delete(member)
        this.#mark(member)
      })
      this.#typing.set(member, forget)
    }
    this.#mark(member)
  }

  /** A member has said something: whatever it typed is there now, and its dots go at once. */
  hush(member: MemberId): void {
    this.#stopTyping(member)
    if (!this.#told.typing.has(member)) return
    this.#mark(member)
    this.#flush()
  }

  /** Forward, or with `back` to wherever it says. */
  read(member: MemberId, seq: Seq, back = false): void {
    const position: Position = { room: this.#room, member, seq, ...(back ? { back } : {}) }
    if (this.#early !== undefined) {
      this.#early.push(position)
      return
    }
    const known = this.#read.get(member)
    if (known === seq || (!back && known !== undefined && seq < known)) return
    this.#read.set(member, seq)
    this.#ports.positions.put(position)
    this.#mark(member)
  }

  /** Nobody is left to be told. */
  close(): void {
    for (const forget of this.#typing.values()) forget()
    this.#stopResting()
    this.#changed.clear()
  }

  async #load(): Promise<void> {
    for (const { member, seq } of await this.#ports.positions.of(this.#room)) {
      this.#read.set(member, seq)
      this.#mark(member)
    }
    const early = this.#early ?? []
    this.#early = undefined
    for (const { member, seq, back } of early) this.read(member, seq, back)
  }

  #stopTyping(member: MemberId): void {
    this.#typing.get(member)?.()
    this.#typing.delete(member)
  }

  #mark(member: MemberId): void {
    if (this.isEmpty) return
    this.#changed.add(member)
    if (this.#pause !== 'none') return
    this.#pause = 'soon'
    this.#ports.clock.soon(() => {
      if (this.#pause !== 'soon') return
      this.#pause = 'none'
      this.#flush()
    })
  }

  #flush(): void {
    const difference = this.#difference()
    this.#changed.clear()
    if (difference === undefined || this.isEmpty) return
    this.#tell(difference)
    const message = textMessage(encode({ type: 'presence', room: this.#room, ...difference }))
    for (const watcher of this.#watchers) watcher.tell(this, message)
    this.#rest()
  }

  #rest(): void {
    this.#stopResting()
    this.#pause = 'resting'
    this.#stopResting = this.#ports.clock.after(PRESENCE_BATCH_MS, () => {
      this.#pause = 'none'
      this.#flush()
    })
  }

  #tell(difference: Difference): void {
    this.#told = foldSignals(this.#told, difference)
    this.#whole = undefined
  }

  #difference(): Difference | undefined {
    const { present, typing, read } = this.#told
    const joined: MemberId[] = []
    const left: MemberId[] = []
    const signals: Signal[] = []
    for (const member of this.#changed) {
      const isHere = this.#connections.has(member)
      if (isHere !== present.has(member)) (isHere ? joined : left).push(member)
      const on = this.#typing.has(member)
      if (on !== typing.has(member)) signals.push({ type: 'typing', member, on })
      const seq = this.#read.get(member)
      const told = read.get(member)
      if (seq === undefined || seq === told) continue
      const back = told !== undefined && seq < told ? ({ back: true } as const) : {}
      signals.push({ type: 'read', member, seq, ...back })
    }
    if (joined.length + left.length + signals.length === 0) return undefined
    return { joined, left, signals }
  }
}

type Difference = Omit<ServerFrame & { type: 'presence' }, 'type' | 'room'>
