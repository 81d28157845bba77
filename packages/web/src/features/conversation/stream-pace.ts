import type { ParleyClient, RoomState } from '@parley/client'
import { onceAFrame } from '@parley/react'
import type { EventId, Message, RoomId, TimelineItem } from '@parley/protocol'

/** So many messages may be late without a rest between them. */
const FEW = 3

/** What of a client is needed to follow a room. */
type Rooms = Pick<ParleyClient, 'room' | 'subscribe'>

/**
 * How far the words of messages that stream are shown. With each frame one message catches up with the log: the one
 * that has waited longest; all those out of view count as one, as where they grow nobody looks. So however many
 * agents speak at once, a frame has little to do, and what is read moves for one reason at a time: rows above a
 * message that grows move up, those below it stand still, and nothing moves both ways. In a frame in which rows come
 * or go, no message grows; nor in every other frame while more than a few are late, since each moves all that is in
 * view. Two or three streams look as they would without this. [W1, W8]
 */
export class StreamPace {
  readonly #client: Rooms
  readonly #room: RoomId
  readonly #isInView: (message: EventId) => boolean
  /** What is shown of each message that streams or has not caught up; who waited longest comes first. */
  readonly #shown = new Map<EventId, Message>()
  readonly #listeners = new Map<EventId, Set<() => void>>()
  readonly #withNextFrame = onceAFrame(() => this.#catchUp())
  #seen: RoomState | undefined
  /** No message grew in the last frame. */
  #hasRested = true

  constructor(client: Rooms, room: RoomId, isInView: (message: EventId) => boolean) {
    this.#client = client
    this.#room = room
    this.#isInView = isInView
  }

  /** Follows the room from now on. Ends with the answer. */
  start(): () => void {
    this.#catchUp()
    return this.#client.subscribe(this.#withNextFrame)
  }

  /** As much of the message as is shown now; of one that does not stream, all. */
  shown(message: Message): Message {
    return this.#shown.get(message.id) ?? message
  }

  /** Calls `listener` whenever more of the message is shown. */
  onGrowth(message: EventId, listener: () => void): () => void {
    const listeners = this.#listeners.get(message) ?? new Set()
    this.#listeners.set(message, listeners.add(listener))
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.#listeners.delete(message)
    }
  }

  #catchUp(): void {
    const now = this.#client.room(this.#room)
    if (now === undefined) return
    const isOnlyGrowth = this.#seen !== undefined && onlyGrew(this.#seen, now)
    this.#seen = now
    const late = this.#lateOf(now.view.timeline)
    const isTurn = isOnlyGrowth && (this.#hasRested || late.size <= FEW)
    this.#hasRested = !isTurn || late.size === 0
    if (isTurn) for (const message of this.#next(late)) this.#show(message)
    if (late.size > (isTurn ? 1 : 0)) this.#withNextFrame()
  }

  /** The messages that have not caught up. Takes in what begins to stream, lets go of what was complete or changed. */
  #lateOf(timeline: readonly TimelineItem[]): ReadonlyMap<EventId, Message> {
    const latest = new Map<EventId, Message>()
    for (const item of timeline) {
      if (item.kind !== 'message') continue
      if (this.#shown.has(item.id)) latest.set(item.id, item)
      else if (item.status === 'streaming') this.#shown.set(item.id, item)
    }
    const late = new Map<EventId, Message>()
    for (const [id, shown] of this.#shown) {
      const message = latest.get(id)
      if (message === undefined || message === shown) continue
      if (grew(shown, message)) late.set(id, message)
      else this.#show(message)
    }
    return late
  }

  #next(late: ReadonlyMap<EventId, Message>): Message[] {
    const [first] = late.values()
    if (first === undefined) return []
    return this.#isInView(first.id) ? [first] : [...late.values()].filter(({ id }) => !this.#isInView(id))
  }

  #show(message: Message): void {
    this.#shown.delete(message.id)
    if (message.status === 'streaming') this.#shown.set(message.id, message)
    for (const listener of this.#listeners.get(message.id) ?? []) listener()
  }
}

function onlyGrew(before: RoomState, now: RoomState): boolean {
  const items = now.view.timeline
  return (
    before.typing === now.typing &&
    before.pending === now.pending &&
    before.view.timeline.length === items.length &&
    before.view.timeline.every((item, index) => {
      const after = items[index]
      return item === after || (item.kind === 'message' && after?.kind === 'message' && grew(item, after))
    })
  )
}

/** Whether a message that streams has only become longer, or complete. */
function grew(before: Message, now: Message): boolean {
  return (
    before.id === now.id &&
    before.status === 'streaming' &&
    now.deleted !== true &&
    now.text.startsWith(before.text)
  )
}
