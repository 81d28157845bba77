import type { EventId, Reason, RoomEvent, RoomId, Seq, TimelineItem, TurnId } from '@parley/protocol'
import type { Store } from '../store/store.ts'

/** What a turn's decisions are called: its ids are made from them. */
const STEPS = ['queued', 'begun', 'thinking', 'reacting', 'typing', 'speaking', 'ended'] as const

/** What people do besides writing messages that agents answer. */
const REQUESTS: ReadonlySet<RoomEvent['type']> = new Set([
  'turn-requested',
  'turns-stopped',
  'message-edited',
])

/** How far behind a message its decision is looked for: an agent that was asked may have to wait its turn. */
const MAX_EVENTS = 2_000
const PAGE = 500

type Reads = Pick<Store, 'readEvent' | 'readEvents'>

/**
 * The decisions behind an item of the timeline, in the order of the log: for what an agent said, or could not
 * say, those of its turn; for what a person said, those that took it up. With them what people asked for by other
 * means than a message. None where nothing was decided. [D12]
 */
export async function decisionsOf(store: Reads, room: RoomId, item: TimelineItem): Promise<RoomEvent[]> {
  const decisions = await decisionsBehind(store, room, item)
  return [...(await askedFor(store, room, decisions)), ...decisions].toSorted((a, b) => a.seq - b.seq)
}

/** What people did that led to decisions and stands in no conversation: it tells who asked. [D11] */
async function askedFor(store: Reads, room: RoomId, decisions: readonly RoomEvent[]): Promise<RoomEvent[]> {
  const known = new Set(decisions.map(({ id }) => id))
  const named = decisions.flatMap((decision) => reasonsOf(decision).map(({ event }) => event))
  const ids = [...new Set(named)].filter((id) => id !== undefined && !known.has(id)) as EventId[]
  return (await byId(store, room, ids)).filter(({ type }) => REQUESTS.has(type))
}

async function decisionsBehind(store: Reads, room: RoomId, item: TimelineItem): Promise<RoomEvent[]> {
  if (item.kind === 'message') {
    return item.turn === undefined ? takenUp(store, room, item) : ofTurn(store, room, item.turn)
  }
  switch (item.line.type) {
    case 'failed':
      return ofTurn(store, room, item.line.turn)
    case 'silenced':
      // `s7` is the silence after the turn `t7`.
      return [
        ...(await ofTurn(store, room, item.id.replace(/^s/, 't') as TurnId)),
        ...(await byId(store, room, [item.id as EventId])),
      ]
    default:
      return []
  }
}

async function ofTurn(store: Reads, room: RoomId, turn: TurnId): Promise<RoomEvent[]> {
  return byId(
    store,
    room,
    STEPS.map((step) => `${turn}-${step}` as EventId),
  )
}

async function byId(store: Reads, room: RoomId, ids: readonly EventId[]): Promise<RoomEvent[]> {
  const found = await Promise.all(ids.map((id) => store.readEvent(room, id)))
  return found.filter((event) => event !== undefined)
}

/**
 * The turns and silences whose reasons name a message; where none does, it was one of several that were taken
 * up together, by the first decision after it that was made for what a person said. [D5]
 */
async function takenUp(store: Reads, room: RoomId, item: TimelineItem): Promise<RoomEvent[]> {
  const decisions = await decisionsAfter(store, room, item.seq)
  const naming = decisions.filter((event) => reasonsOf(event).some((reason) => reason.event === item.id))
  const next = decisions.find((event) => reasonsOf(event).some(({ code }) => code === 'person-spoke'))
  const found = naming.length > 0 ? naming : next === undefined ? [] : [next]
  const groups = await Promise.all(
    found.map((event) =>
      event.type === 'turn-queued' ? ofTurn(store, room, event.data.plan.id) : Promise.resolve([event]),
    ),
  )
  return groups.flat().toSorted((a, b) => a.seq - b.seq)
}

async function decisionsAfter(store: Reads, room: RoomId, seq: Seq): Promise<RoomEvent[]> {
  const decisions: RoomEvent[] = []
  for (let after = seq; after < seq + MAX_EVENTS;) {
    const page = await store.readEvents(room, after, PAGE)
    if (page === undefined || page.to === after) break
    decisions.push(...page.events.filter(({ type }) => type === 'turn-queued' || type === 'silence-kept'))
    after = page.to
  }
  return decisions
}

function reasonsOf(event: RoomEvent): readonly Reason[] {
  switch (event.type) {
    case 'turn-queued':
      return event.data.plan.reasons
    case 'turn-advanced':
    case 'turn-ended':
    case 'silence-kept':
    case 'room-silenced':
      return event.data.reasons ?? []
    default:
      return []
  }
}
