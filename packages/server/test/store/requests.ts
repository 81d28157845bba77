import type {
  EventId,
  Member,
  MemberId,
  NewEvent,
  RoomEvent,
  RoomId,
  RoomSettings,
  TurnId,
} from '@parley/protocol'
import type { AppendRequest, AppendResult, Store } from '../../src/store/store.ts'

/** Requests for the tests of stores. Ids are numbered, so that a failing test reads the same each time. */
export const ANN = 'ann' as MemberId
export const BOB = 'bob' as MemberId
export const BOT = 'bot' as MemberId

const MEMBERS: Member[] = [
  { id: ANN, kind: 'person', name: 'Ann', role: 'owner' },
  { id: BOT, kind: 'agent', name: 'Bot', role: 'member', talkativeness: 0.5 },
]

let made = 0

export function newId(): EventId {
  made += 1
  return `event-${made}` as EventId
}

export function newRoomId(): RoomId {
  made += 1
  return `room-${made}` as RoomId
}

export function newEvent<Type extends NewEvent['type']>(
  type: Type,
  data: NewEvent<Type>['data'],
  by: MemberId = ANN,
  id: EventId = newId(),
): NewEvent {
  return { id, by, type, data } as NewEvent
}

export function post(text: string, by: MemberId = ANN): NewEvent {
  return newEvent('message-posted', { text }, by)
}

export function queueTurn(id: string, interruption = 0): NewEvent {
  return newEvent('turn-queued', {
    plan: {
      id: id as TurnId,
      cause: 'person-spoke',
      priority: 100,
      interruption,
      candidates: [BOT],
      wrapUp: false,
      notBefore: 0,
      attempt: 0,
      reasons: [],
    },
  })
}

export function request(room: RoomId, ...events: [NewEvent, ...NewEvent[]]): AppendRequest {
  return { room, at: 1_000, fingerprint: `print-${events[0].id}`, events }
}

/** A room with Ann, a person, and Bot, an agent: three events, created at 1000. */
export async function createRoom(store: Store, settings: Partial<RoomSettings> = {}): Promise<RoomId> {
  const room = newRoomId()
  const created = newEvent('room-created', {
    title: '',
    replyMode: 'manual',
    pace: 'instant',
    instructions: '',
    maxConsecutiveAgentMessages: 5,
    seed: 'seed',
    ...settings,
  })
  const added = MEMBERS.map(
    (member) => ({ ...newEvent('member-added', { member }), causedBy: created.id }) as NewEvent,
  )
  appended(await store.append(request(room, created, ...added)))
  return room
}

/** The events of an append that must have been stored. */
export function appended(result: AppendResult): RoomEvent[] {
  if (result.status !== 'appended') throw new Error(`not appended: ${JSON.stringify(result)}`)
  return result.events
}

export async function append(
  store: Store,
  room: RoomId,
  ...events: [NewEvent, ...NewEvent[]]
): Promise<RoomEvent[]> {
  return appended(await store.append(request(room, ...events)))
}
