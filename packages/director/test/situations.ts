import { SYSTEM } from '@parley/protocol'
import type {
  EventData,
  EventId,
  EventType,
  MemberId,
  RoomEvent,
  RoomId,
  Seq,
  TurnId,
  TurnPhase,
  TurnPlan,
} from '@parley/protocol'
import { fold } from '../src/index.ts'
import type { DirectorState } from '../src/index.ts'
import { agent, PAT, START } from './virtual-room.ts'

export const ANN = 'ann' as MemberId
export const BOB = 'bob' as MemberId
export const T1 = 't1' as TurnId
export const HELLO = 'hello' as EventId
export const REPLY = 'reply' as EventId

/** Where a room stands: without a turn, or in a phase of one; `visible` is speaking with a message begun. */
export type Situation = 'idle' | 'waiting' | TurnPhase | 'visible' | 'stale'

/** A log that is written event by event, and the director's fold of it. */
export class Story {
  readonly events: RoomEvent[] = []
  state: DirectorState | undefined

  add<Type extends EventType>(
    type: Type,
    data: EventData<Type>,
    about: { by?: MemberId; at?: number; id?: string } = {},
  ) {
    const seq = (this.events.length + 1) as Seq
    const { by = SYSTEM, at = START, id = `e${seq}` } = about
    const event = { room: 'room' as RoomId, seq, id: id as EventId, at, by, type, data } as RoomEvent
    this.events.push(event)
    this.state = fold(this.state, event)
    return event
  }

  get now(): DirectorState {
    if (this.state === undefined) throw new Error('the story has not begun')
    return this.state
  }
}

/** A room of Pat, Ann and Bob in that situation; everything in it happened at `START`. */
export function inSituation(situation: Situation, plan: Partial<TurnPlan> = {}): Story {
  const story = openRoom()
  if (situation === 'idle') return story
  story.add('message-posted', { text: 'Hello' }, { by: PAT, id: HELLO })
  if (situation === 'waiting') return story
  story.add('turn-queued', { plan: { ...planOf(story.now), ...plan } })
  const phases: Exclude<TurnPhase, 'queued'>[] = ['deciding', 'thinking', 'reacting', 'typing', 'speaking']
  const last = situation === 'visible' || situation === 'stale' ? 'speaking' : situation
  for (const phase of phases.slice(0, phases.indexOf(last as never) + 1)) {
    const speaker = phase === 'thinking' ? { speaker: ANN } : {}
    const until = phase === 'reacting' || phase === 'typing' ? { until: START + 5_000 } : {}
    story.add('turn-advanced', { turn: T1, phase, ...speaker, ...until })
  }
  if (situation === 'visible' || situation === 'stale')
    story.add('message-started', { turn: T1 }, { by: ANN, id: REPLY })
  if (situation === 'stale') story.add('message-posted', { text: 'Wait' }, { by: PAT })
  return story
}

/** Pat, Ann and Bob, human pace. */
export function openRoom(): Story {
  const story = new Story()
  const settings = { title: '', replyMode: 'autopilot', pace: 'human', instructions: '' } as const
  story.add('room-created', { ...settings, maxConsecutiveAgentMessages: 5, seed: 'seed' }, { by: PAT })
  story.add('member-added', { member: { id: PAT, kind: 'person', name: 'Pat', role: 'owner' } })
  story.add('member-added', { member: agent('Ann') })
  story.add('member-added', { member: agent('Bob') })
  return story
}

function planOf({ head }: DirectorState): TurnPlan {
  return {
    id: T1,
    cause: 'person-spoke',
    priority: 100,
    interruption: head.interruption,
    candidates: [ANN, BOB],
    reactTo: HELLO,
    wrapUp: false,
    notBefore: START + 1_000,
    attempt: 0,
    reasons: [],
  }
}
