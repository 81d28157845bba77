import { TURN_PHASES } from '@parley/protocol'
import type { Member, MemberId, Message, RoomEvent, TurnPlan } from '@parley/protocol'
import { fold, timingOf, wakeAt } from '../src/index.ts'
import type { DirectorState } from '../src/index.ts'
import type { Step } from './room-process.ts'
import type { VirtualRoom } from './virtual-room.ts'

type Open = {
  plan: TurnPlan
  interrupted: boolean
  stopped: boolean
  phase: number
  until?: number
  spoke: boolean
}

/**
 * Looks at every event of a log and at every step of a director, and knows the room only from the events: it
 * shares no code with what it judges. `broken` names each invariant of SPEC.md that did not hold.
 */
export class Invariants {
  readonly broken: string[] = []
  readonly #turns = new Map<string, Open>()
  readonly #known = new Set<string>()
  readonly #members = new Map<MemberId, Member>()
  readonly #messages = new Map<string, Message['status']>()
  readonly #turnOf = new Map<string, string>()
  #mode = 'autopilot'
  #cap = 0
  /** The greatest since the last turn ended: a change may come while the next decision is on its way. */
  #recentCap = 0
  #deleted = false
  #agentMessages = 0
  /** Whether a person has said or asked for something that no turn has taken up. */
  #isWaiting = false

  /** In the order of the log. */
  event(event: RoomEvent): void {
    this.#turnEvent(event)
    this.#messageEvent(event)
    this.#roomEvent(event)
  }

  step(room: VirtualRoom, { process, input, effects }: Step): void {
    const state = process.state
    if (state === undefined) return
    const { head } = state
    for (const effect of effects) {
      if (effect.type === 'append') {
        const durable = room.log.events.slice(0, head.seq).some(({ id }) => id === effect.events[0].id)
        this.#expect('INV-8', !durable, `${effect.events[0].id} is decided again`)
        const isEnd = effect.events.every(({ type }) => type === 'turn-ended')
        this.#expect('INV-10', !head.deleted || isEnd, `${effect.events[0].id} for a deleted room`)
      } else if (effect.type !== 'abort') {
        const turn = head.turns.find(({ plan }) => plan.id === effect.plan.id)
        this.#expect(
          'INV-10',
          !head.deleted && turn !== undefined,
          `${effect.type} ${effect.plan.id} for nothing`,
        )
        this.#expect('INV-1', turn?.interruption === head.interruption, `${effect.type} of a stale turn`)
      }
    }
    const at = wakeAt(state, timingOf(state))
    this.#expect('INV-9', input.type !== 'tick' || effects.length > 0, 'a timer rang for nothing')
    const isMoving = room.isDelivering || process.isAppending
    const isCalling = head.turns.every(({ plan }) => process.tasks.isBusy(plan.id))
    this.#expect(
      'INV-9',
      head.turns.length === 0 || at !== undefined || isMoving || isCalling,
      'nothing will wake it',
    )
    this.#expect(
      'INV-9',
      process.isArmed === (at !== undefined) || process.isAppending,
      'the timer is not set',
    )
  }

  /** Once nothing more happens, all calls having come to an end. */
  atRest(room: VirtualRoom): void {
    this.#expect('INV-3', this.#turns.size === 0, `${[...this.#turns.keys()].join()} never ended`)
    const open = [...this.#messages].filter(([, status]) => status === 'streaming')
    this.#expect('INV-3', open.length === 0, `${open.join()} still streaming`)
    const canAnswer = !this.#deleted && this.#mode !== 'manual' && this.#awake() > 0
    this.#expect('INV-3', !this.#isWaiting || !canAnswer, 'a person waits for ever')
    const asked = room.log.head?.asked ?? []
    this.#expect('INV-3', this.#deleted || asked.length === 0, 'somebody who was asked never answers')
    const replayed = room.log.events.reduce<DirectorState | undefined>(fold, undefined)
    this.#expect('INV-7', same(replayed, room.process.state), 'a replay differs')
    this.#expect('INV-7', same(JSON.parse(JSON.stringify(replayed)), replayed), 'the state is not plain data')
  }

  #turnEvent(event: RoomEvent): void {
    if (event.type === 'turn-queued') {
      const { plan } = event.data
      this.#expect('INV-2', this.#turns.size === 0, `${plan.id} beside ${[...this.#turns.keys()].join()}`)
      this.#expect('INV-6', !this.#known.has(plan.id), `${plan.id} queued twice`)
      const isAsked = plan.cause === 'requested'
      this.#expect('INV-4', isAsked || this.#agentMessages < this.#recentCap, `${plan.id} over the cap`)
      this.#expect('INV-10', !this.#deleted, `${plan.id} in a deleted room`)
      this.#expect('INV-10', this.#mode !== 'manual' || isAsked, `${plan.id} that nobody asked for`)
      this.#expect('INV-10', this.#mode === 'ambient' || plan.mayDecline !== true, `${plan.id} may decline`)
      this.#expect(
        'INV-5',
        plan.candidates.every((id) => this.#isAwake(id)),
        `${plan.id} for somebody paused`,
      )
      const isAlone = this.#awake() === 1 && this.#agentMessages > 0 && this.#mode === 'autopilot'
      this.#expect('INV-4', isAsked || !isAlone, `${plan.id} of the only agent`)
      this.#isWaiting = false
      this.#known.add(plan.id)
      this.#turns.set(plan.id, { plan, interrupted: false, stopped: false, phase: 0, spoke: false })
    }
    if (event.type === 'silence-kept') {
      this.#expect('INV-10', this.#mode === 'ambient', `${event.id} outside an ambient room`)
      this.#isWaiting = false
    }
    if (event.type === 'turn-advanced') this.#advanced(event)
    if (event.type === 'turn-ended') {
      const turn = this.#turns.get(event.data.turn)
      this.#expect('INV-6', turn !== undefined, `${event.data.turn} ended twice or never began`)
      this.#expect(
        'INV-6',
        event.data.outcome !== 'spoke' || turn?.spoke === true,
        `${event.id} without a message`,
      )
      const { outcome } = event.data
      this.#expect(
        'INV-6',
        outcome !== 'stopped' || turn?.stopped === true,
        `${event.id} that nobody stopped`,
      )
      const isSilence = outcome === 'stayed-silent' || outcome === 'reacted'
      this.#expect('INV-6', !isSilence || turn?.plan.mayDecline === true, `${event.id} may not be silent`)
      this.#turns.delete(event.data.turn)
      this.#recentCap = this.#cap
    }
  }

  /** One that was on its way when the turn ended means nothing to anybody. */
  #advanced({ id, at, data }: RoomEvent<'turn-advanced'>): void {
    const turn = this.#turns.get(data.turn)
    if (turn === undefined) return
    const phase = TURN_PHASES.indexOf(data.phase)
    this.#expect('INV-6', phase > turn.phase, `${id} out of order`)
    this.#expect('INV-11', at >= (turn.until ?? 0), `${id} too early`)
    turn.phase = phase
    turn.until = data.until ?? 0
  }

  #messageEvent(event: RoomEvent): void {
    const { type, by, data } = event
    if (type === 'message-posted' || type === 'message-started') {
      this.#messages.set(event.id, type === 'message-posted' ? 'complete' : 'streaming')
      if (data.turn !== undefined) {
        this.#turnOf.set(event.id, data.turn)
        this.#spoke(event, data.turn)
      }
    }
    if (type === 'message-appended' || type === 'message-finished') {
      this.#expect('INV-3', this.#messages.get(data.message) === 'streaming', `${event.id} after its end`)
      const isWord = type === 'message-appended' || data.status === 'complete'
      const turn = this.#turns.get(this.#turnOf.get(data.message) ?? '')
      this.#expect('INV-1', !isWord || turn?.interrupted !== true, `${event.id} is stale`)
      this.#expect('INV-5', !isWord || this.#isAwake(by), `${by} went on`)
      if (type === 'message-finished') this.#messages.set(data.message, data.status)
    }
    if (type === 'reaction-added' && data.turn !== undefined) {
      const turn = this.#turns.get(data.turn)
      this.#expect('INV-1', turn?.interrupted === false, `${event.id} is stale`)
      this.#expect('INV-5', this.#isAwake(by), `${by} reacted`)
      this.#expect(
        'INV-12',
        turn?.spoke === false && this.#messages.has(data.message),
        `${event.id} is too late`,
      )
    }
  }

  #spoke(event: RoomEvent, id: string): void {
    const turn = this.#turns.get(id)
    this.#agentMessages += 1
    this.#expect('INV-1', turn?.interrupted === false, `${event.id} is stale`)
    this.#expect('INV-5', this.#isAwake(event.by), `${event.by} spoke`)
    this.#expect('INV-6', turn?.spoke === false, `${id} spoke twice`)
    if (turn === undefined) return
    turn.spoke = true
    const { mustAnswer, candidates } = turn.plan
    this.#expect(
      'INV-12',
      (mustAnswer ?? event.by) === event.by && candidates.includes(event.by),
      'wrong speaker',
    )
  }

  #roomEvent(event: RoomEvent): void {
    const { type, data } = event
    const isPerson = this.#members.get(event.by)?.kind === 'person'
    if (type === 'member-added' || type === 'member-changed') {
      if (data.member.paused === true && this.#isAwake(data.member.id)) this.#interrupt()
      this.#members.set(data.member.id, data.member)
    }
    if (type === 'member-removed') {
      if (this.#members.get(data.member)?.kind === 'agent') this.#interrupt()
      this.#members.delete(data.member)
    }
    if (isPerson && type === 'message-posted') this.#personSpoke(this.#mode === 'ambient')
    if (isPerson && type === 'message-edited' && data.rerun === true) this.#personSpoke(false, true)
    if (isPerson && type === 'turn-requested') {
      if (this.#mode === 'autopilot' || data.intent === 'regenerate') this.#interrupt()
      if (data.intent !== 'retry') this.#agentMessages = 0
      if (this.#mode === 'autopilot' || (this.#mode === 'ambient' && data.agents === undefined)) {
        this.#isWaiting = true
      }
    }
    if (type === 'turns-stopped') {
      for (const turn of this.#turns.values()) turn.stopped = true
      this.#interrupt()
      this.#isWaiting = false
    }
    if (type === 'room-created') this.#mode = data.replyMode
    if (type === 'room-created' || type === 'room-changed') {
      this.#cap = data.maxConsecutiveAgentMessages ?? this.#cap
      this.#recentCap = Math.max(this.#recentCap, this.#cap)
    }
    if (type === 'room-changed') {
      if (data.replyMode !== undefined && data.replyMode !== this.#mode) {
        this.#interrupt()
        this.#isWaiting = false
      }
      this.#mode = data.replyMode ?? this.#mode
    }
    if (type === 'room-deleted' || type === 'room-restored') this.#deleted = type === 'room-deleted'
    if (type === 'room-deleted') this.#interrupt()
  }

  #personSpoke(sparesVisible: boolean, always = false): void {
    if (this.#mode !== 'manual' || always) this.#interrupt(sparesVisible)
    this.#agentMessages = 0
    if (this.#mode !== 'manual') this.#isWaiting = true
  }

  #interrupt(sparesVisible = false): void {
    for (const turn of this.#turns.values()) if (!sparesVisible || !turn.spoke) turn.interrupted = true
  }

  #awake(): number {
    return [...this.#members.keys()].filter((id) => this.#isAwake(id)).length
  }

  #isAwake(id: MemberId): boolean {
    const member = this.#members.get(id)
    return member?.kind === 'agent' && member.paused !== true
  }

  #expect(rule: string, holds: boolean, otherwise: string): void {
    if (!holds) this.broken.push(`${rule}: ${otherwise}`)
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
