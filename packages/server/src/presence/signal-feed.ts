import type { MemberId, RoomId } from '@parley/protocol'
import type { Outlet } from '../channel/outlet.ts'
import type { RoomPresence, Watcher } from './room-presence.ts'

/**
 * The signals of one connection. While its reader is behind they are dropped; once it has caught up it is
 * told how each of those rooms stands then, so that nothing it gets is late. [C7]
 */
export class SignalFeed implements Watcher {
  readonly #member: MemberId
  readonly #outlet: SignalOutlet
  readonly #rooms = new Map<RoomId, RoomPresence>()
  readonly #missed = new Set<RoomPresence>()

  constructor(member: MemberId, outlet: SignalOutlet) {
    this.#member = member
    this.#outlet = outlet
  }

  has(room: RoomId): boolean {
    return this.#rooms.has(room)
  }

  enter(room: RoomId, presence: RoomPresence): void {
    this.#rooms.set(room, presence)
    presence.enter(this.#member, this)
    this.#outlet.replyText(presence.whole)
  }

  leave(room: RoomId): void {
    const presence = this.#rooms.get(room)
    if (presence === undefined) return
    this.#rooms.delete(room)
    this.#missed.delete(presence)
    presence.leave(this.#member, this)
  }

  tell(presence: RoomPresence, message: Buffer): void {
    if (this.#missed.size === 0 && !this.#outlet.isBehind) return this.#outlet.send(message)
    if (this.#missed.size === 0) void this.#catchUp()
    this.#missed.add(presence)
  }

  async #catchUp(): Promise<void> {
    await this.#outlet.drained()
    const missed = [...this.#missed]
    this.#missed.clear()
    for (const presence of missed) this.#outlet.replyText(presence.whole)
  }
}

type SignalOutlet = Pick<Outlet, 'isBehind' | 'drained' | 'send' | 'replyText'>
