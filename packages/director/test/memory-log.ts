import type { EventId, NewEvent, RoomEvent, RoomHead, RoomId, Seq, TurnId } from '@parley/protocol'
import { foldHead, isStale } from '@parley/room'

export type AppendRequest = {
  events: readonly [NewEvent, ...NewEvent[]]
  at: number
  fence?: Fence
}

/** Refused as `fenced` unless all still holds; the turn has to be running, and not stale. */
export type Fence = { epoch: number; interruption?: number; turn?: TurnId }

export type AppendResult = 'appended' | 'id-reused' | 'fenced' | 'room-deleted'

const ROOM = 'room' as RoomId

/** The log of one room by the rules of the stores: gapless, ids unique, fenced, all or none. [C1, C3, D4] */
export class MemoryLog {
  readonly events: RoomEvent[] = []
  head: RoomHead | undefined
  epoch = 0
  readonly #ids = new Set<EventId>()
  readonly #onAppend: (event: RoomEvent) => void

  constructor(onAppend: (event: RoomEvent) => void) {
    this.#onAppend = onAppend
  }

  append(request: AppendRequest): AppendResult {
    const refusal = this.#refusal(request)
    if (refusal !== undefined) return refusal
    for (const event of request.events) this.#place(event, request.at)
    return 'appended'
  }

  #refusal({ events, fence }: AppendRequest): AppendResult | undefined {
    if (events.some((event) => this.#ids.has(event.id))) return 'id-reused'
    if (fence !== undefined && !this.#holds(fence)) return 'fenced'
    if (this.head?.deleted !== true || events[0].type === 'room-restored') return undefined
    const ends = events.every(({ type }) => type === 'turn-ended' || type === 'message-finished')
    return fence !== undefined && ends ? undefined : 'room-deleted'
  }

  #holds({ epoch, interruption, turn }: Fence): boolean {
    const { head } = this
    return (
      epoch === this.epoch &&
      (interruption === undefined || interruption === head?.interruption) &&
      (turn === undefined || head?.turns.some((one) => one.plan.id === turn && !isStale(head, one)) === true)
    )
  }

  #place({ id, by, type, data }: NewEvent, at: number): void {
    const seq = (this.events.length + 1) as Seq
    const event = { room: ROOM, seq, id, at, by, type, data } as RoomEvent
    this.#ids.add(id)
    this.events.push(event)
    this.head = foldHead(this.head, event)
    this.#onAppend(event)
  }
}
