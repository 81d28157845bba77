import { SYSTEM } from '@parley/protocol'
import type {
  EventData,
  EventId,
  EventType,
  Member,
  MemberId,
  RoomEvent,
  RoomHead,
  RoomId,
  RoomSettings,
  Seq,
  TurnId,
  TurnPlan,
} from '@parley/protocol'
import { foldHead } from '../src/index.ts'

export const START = 1_800_000_000_000

/** A log that is written event by event, each a second after the one before. */
export class LogBook {
  readonly events: RoomEvent[] = []
  #head: RoomHead | undefined

  add<Type extends EventType>(
    type: Type,
    data: EventData<Type>,
    about: { by?: string; id?: string; causedBy?: string } = {},
  ): RoomEvent<Type> {
    const seq = (this.events.length + 1) as Seq
    const event = {
      room: 'room' as RoomId,
      seq,
      id: (about.id ?? `e${seq}`) as EventId,
      at: START + seq * 1_000,
      by: (about.by ?? SYSTEM) as MemberId,
      ...(about.causedBy === undefined ? {} : { causedBy: about.causedBy as EventId }),
      type,
      data,
    } as RoomEvent<Type>
    this.events.push(event as RoomEvent)
    this.#head = foldHead(this.#head, event as RoomEvent)
    return event
  }

  get head(): RoomHead {
    if (this.#head === undefined) throw new Error('the log is empty')
    return this.#head
  }
}

/** A room of Pat (a person), Ann and Bob (agents). */
export function openLog(settings: Partial<RoomSettings> = {}): LogBook {
  const book = new LogBook()
  const all = { title: '', replyMode: 'autopilot', pace: 'human', instructions: '', ...settings } as const
  book.add(
    'room-created',
    { maxConsecutiveAgentMessages: 5, ...all, seed: 'seed' },
    { by: 'pat', id: 'made' },
  )
  for (const member of [person('Pat'), agent('Ann'), agent('Bob')]) {
    book.add('member-added', { member }, { by: 'pat', causedBy: 'made' })
  }
  return book
}

export function agent(name: string, more: Partial<Member> = {}): Member {
  return { id: name.toLowerCase() as MemberId, kind: 'agent', name, role: 'member', ...more }
}

export function person(name: string): Member {
  return { id: name.toLowerCase() as MemberId, kind: 'person', name, role: 'member' }
}

export function plan(id: string, head: RoomHead): TurnPlan {
  return {
    id: id as TurnId,
    cause: 'person-spoke',
    priority: 100,
    interruption: head.interruption,
    candidates: ['ann' as MemberId],
    wrapUp: false,
    notBefore: START,
    attempt: 0,
    reasons: [],
  }
}
