import type {
  EventId,
  MemberId,
  NewEvent,
  RoomEvent,
  RoomId,
  RoomSnapshot,
  Seq,
  TimelinePage,
} from '@parley/protocol'
import { viewOfLog } from '@parley/room'

/**
 * The logs of a few rooms in memory, for tests of whoever reads them: what a server would answer from
 * its store, made by folding the whole log every time.
 */
export class RoomLogBook {
  readonly #logs = new Map<RoomId, RoomEvent[]>()
  #clock: () => number

  constructor(clock: () => number = Date.now) {
    this.#clock = clock
  }

  get rooms(): RoomId[] {
    return [...this.#logs.keys()]
  }

  log(room: RoomId): readonly RoomEvent[] {
    return this.#logs.get(room) ?? []
  }

  head(room: RoomId): Seq {
    return this.log(room).length as Seq
  }

  /** Appends; an id that the log has already answers with that event's seq and appends nothing. [C3] */
  append(room: RoomId, event: NewEvent): Seq {
    const log = this.#logs.get(room) ?? []
    this.#logs.set(room, log)
    const known = log.find(({ id }) => id === event.id)
    if (known !== undefined) return known.seq
    const seq = (log.length + 1) as Seq
    log.push({ ...event, room, seq, at: this.#clock() } as RoomEvent)
    return seq
  }

  /** A room with its first events: its creation, then its members. */
  createRoom(room: RoomId, people: readonly MemberId[], agents: readonly MemberId[] = [], title = ''): void {
    const by = people[0] ?? ('system' as MemberId)
    const created = `${room}-created` as EventId
    this.append(room, {
      id: created,
      by,
      type: 'room-created',
      data: {
        title,
        replyMode: 'autopilot',
        pace: 'instant',
        instructions: '',
        maxConsecutiveAgentMessages: 5,
        seed: 'seed',
      },
    })
    const members = [
      ...people.map((id) => ({ id, kind: 'person' as const })),
      ...agents.map((id) => ({ id, kind: 'agent' as const })),
    ]
    for (const { id, kind } of members) {
      this.append(room, {
        id: `${room}-${id}` as EventId,
        by,
        causedBy: created,
        type: 'member-added',
        data: { member: { id, kind, name: id, role: id === by ? 'owner' : 'member' } },
      })
    }
  }

  /** Puts the room back to an older state, as after a restored backup. */
  cutBack(room: RoomId, to: number): void {
    this.#logs.set(room, this.log(room).slice(0, to))
  }

  delete(room: RoomId): void {
    this.#logs.delete(room)
  }

  isMember(room: RoomId, member: MemberId): boolean {
    return viewOfLog(this.log(room))?.head.members.some(({ id }) => id === member) ?? false
  }

  /** Events after a seq as a store has them: without the chunks of finished messages. [C4] */
  eventsAfter(room: RoomId, after: Seq, to: Seq = this.head(room)): RoomEvent[] {
    const log = this.log(room)
    const finished = new Set(
      log.flatMap((event) => (event.type === 'message-finished' ? [event.data.message] : [])),
    )
    return log.filter(
      (event) =>
        event.seq > after &&
        event.seq <= to &&
        !(event.type === 'message-appended' && finished.has(event.data.message)),
    )
  }

  snapshot(room: RoomId, tail: number): RoomSnapshot {
    const view = viewOfLog(this.log(room))
    if (view === undefined) throw new Error(`no room ${room}`)
    const from = Math.max(0, view.timeline.length - tail)
    return { ...view, timeline: view.timeline.slice(from), more: from > 0 }
  }

  page(room: RoomId, before: number, limit: number): TimelinePage {
    const older = (viewOfLog(this.log(room))?.timeline ?? []).filter((item) => item.seq < before)
    const from = Math.max(0, older.length - limit)
    return { items: older.slice(from), more: from > 0 }
  }
}
