import { dueAt, step, timingOf, wakeAt } from '@parley/director'
import type { DirectorState, Effect, Input } from '@parley/director'
import type { NewEvent, Pace, RoomEvent, RoomId, Seq, TurnId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Log } from '../log/log.ts'
import type { Report } from '../report.ts'
import type { AppendRequest, AppendResult, Store } from '../store/store.ts'
import type { ModelCalls } from './model-calls.ts'
import { writeFold } from './saved-fold.ts'
import { finishIdOf, messageIdOf, TurnRunner } from './turn-runner.ts'
import type { AnswerWithoutTime } from './turn-runner.ts'

export type RoomPorts = {
  store: Store
  log: Log
  calls: ModelCalls
  clock: Clock
  report: Report
  /** Set: the pace of every room. */
  pace?: Pace
}

/** After a failed append (a full disk, say) the director tries again. */
const RETRY_MS = 1_000
/** How long a room rests before what it is due for is written down and its fold is saved. */
const SETTLE_MS = 2_000
const SAVE_EVERY_EVENTS = 500
/**
 * A person's interruption refuses a decision once or twice; a lost epoch refuses all, or answers that whoever
 * took the room over has decided the same already.
 */
const MAX_REFUSALS = 10

/**
 * One room's director at work in this process: feeds it events, answers and the clock, and carries
 * out its effects. [D1, D4]
 *
 * Events are folded the moment they are published, and aborts leave at once. Everything else waits
 * while an append of the director's own is on its way, so that no decision is taken twice. There is
 * one timer, set anew after every step.
 */
export class RoomRunner {
  readonly room: RoomId
  readonly #ports: RoomPorts
  readonly #epoch: number
  readonly #turns = new Map<TurnId, TurnRunner>()
  readonly #waiting: Input[] = []
  #state: DirectorState
  #savedAt: Seq
  #appending = false
  #refusals = 0
  #closed = false
  #timer: { at: number; cancel: () => void } | undefined
  #cancelSettling: (() => void) | undefined
  /** The room's own time, see `#now`. */
  #time: number
  lastActiveAt: number

  constructor(room: RoomId, epoch: number, state: DirectorState, savedAt: Seq, ports: RoomPorts) {
    this.room = room
    this.#epoch = epoch
    this.#state = state
    this.#savedAt = savedAt
    this.#ports = ports
    this.#time = latestIn(state)
    this.lastActiveAt = ports.clock.now()
  }

  /** Nothing is running and nothing is due: the room may leave memory. [R6] */
  get isIdle(): boolean {
    return this.#state.head.turns.length === 0 && !this.#appending && this.#timer === undefined
  }

  /** It directs the room no longer. */
  get isClosed(): boolean {
    return this.#closed
  }

  /** Begins: whatever ran when the last process died is taken up or ended. [D15] */
  recover(): void {
    this.#take({ type: 'recovered', now: this.#now() })
  }

  /** Takes durable events, in order; those that are folded in already are passed over. */
  receive(events: readonly RoomEvent[]): void {
    if (this.#closed) return
    this.lastActiveAt = this.#ports.clock.now()
    for (const event of events) {
      if (event.seq <= this.#state.head.seq) continue
      const input = { type: 'event', event, now: this.#now(event.at) } as const
      const { state, effects } = step(this.#state, input, this.#ports.pace)
      if (state !== undefined) this.#state = state
      if (event.type === 'turn-ended') this.#turns.delete(event.data.turn)
      if (event.type === 'approval-given') this.#turns.get(event.data.turn)?.hear(event)
      this.#perform(effects)
    }
    this.#rest()
  }

  /** Stops without a trace in the log: another process, or a later start, goes on from there. */
  async close(): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    this.#cancelSettling?.()
    await Promise.all([...this.#turns.values()].map((turn) => turn.abort()))
    await this.#save()
  }

  #take(input: Input): void {
    if (this.#closed) return
    if (this.#appending) {
      this.#waiting.push(input)
      return
    }
    this.#perform(step(this.#state, input, this.#ports.pace).effects, isToldOnce(input) ? input : undefined)
    this.#rest()
  }

  #tick(atLeast?: number): void {
    this.#take({ type: 'tick', now: this.#now(atLeast) })
  }

  /**
   * The time of the clock, but never before what has happened in the room, nor before a timer that has rung.
   * A machine whose clock is set back by hours would otherwise keep people waiting for hours.
   */
  #now(atLeast = 0): number {
    this.#time = Math.max(this.#time, atLeast, this.#ports.clock.now())
    return this.#time
  }

  /** `input`: what led to these, where it is told once. */
  #perform(effects: readonly Effect[], input?: Input): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'append':
          if (!this.#appending) this.#append(effect, input)
          break
        case 'abort':
          this.#abort(effect.turn)
          break
        case 'decide':
          this.#turn(effect.plan).decide()
          break
        case 'think':
          this.#turn(effect.plan).think(effect.speaker)
          break
        case 'speak':
          this.#turn(effect.plan).speak(effect.speaker)
          break
      }
    }
  }

  /** What the store could not take is tried again as it is. */
  #append(effect: Extract<Effect, { type: 'append' }>, input: Input | undefined): void {
    if (this.#closed) return
    this.#appending = true
    this.#write(effect.events, { interruption: effect.interruption }).then(
      (result) => {
        this.#refusals = result.status === 'appended' ? 0 : this.#refusals + 1
        if (this.#refusals < MAX_REFUSALS) this.#settled(result.status === 'refused' ? input : undefined)
        else this.#lose()
      },
      (error: unknown) => {
        this.#ports.report('a decision could not be stored', { room: this.room, error })
        this.#ports.clock.after(RETRY_MS, () => this.#append(effect, input))
      },
    )
  }

  /** Another process has taken the room over: this one's epoch is refused from then on. */
  #lose(): void {
    this.#ports.report('the room is directed by another process', { room: this.room })
    this.close().catch((error: unknown) =>
      this.#ports.report('a lost room could not be left', { room: this.room, error }),
    )
  }

  /**
   * What was refused is decided anew, with the events in view that were in its way. An input that led to it and
   * comes only once is told again.
   */
  #settled(again: Input | undefined): void {
    this.#appending = false
    const inputs = [...(again === undefined ? [] : [again]), ...this.#waiting.splice(0)]
    for (const input of inputs) this.#take(input)
    this.#tick()
  }

  #write(events: [NewEvent, ...NewEvent[]], fence: Fence): Promise<AppendResult> {
    return this.#ports.log.append({
      room: this.room,
      events,
      at: this.#now(),
      fingerprint: 'director',
      fence: { epoch: this.#epoch, ...fence },
    })
  }

  #turn(plan: Extract<Effect, { type: 'decide' }>['plan']): TurnRunner {
    const running = this.#turns.get(plan.id)
    if (running !== undefined) return running
    const turn = new TurnRunner(
      {
        ...this.#ports,
        append: (events) => this.#write(events, { turn: plan.id }),
        tell: (answer: AnswerWithoutTime) => this.#take({ ...answer, now: this.#now() }),
      },
      this.room,
      plan,
    )
    this.#turns.set(plan.id, turn)
    return turn
  }

  /** Stops the calls now; what was visible by then is finished as interrupted. [D4] */
  #abort(id: TurnId): void {
    const turn = this.#turns.get(id)
    const stopped = turn?.abort() ?? Promise.resolve()
    stopped
      .then(() => this.#finishInterrupted(id))
      .catch((error: unknown) => {
        this.#ports.report('an interrupted message could not be finished', {
          room: this.room,
          turn: id,
          error,
        })
        this.#ports.clock.after(RETRY_MS, () => this.#tick())
      })
  }

  async #finishInterrupted(turn: TurnId): Promise<void> {
    const message = messageIdOf(turn)
    const item = await this.#ports.store.readItem(this.room, message)
    if (item?.kind !== 'message' || item.status !== 'streaming') return
    const data = { message, text: item.text, status: 'interrupted', turn } as const
    await this.#write([{ type: 'message-finished', id: finishIdOf(turn), by: item.by, data }], {})
  }

  /** Sets the one timer, and writes down what is due once the room has come to rest. */
  #rest(): void {
    if (this.#closed) return
    const wake = wakeAt(this.#state, timingOf(this.#state, this.#ports.pace))
    const at = this.#appending ? undefined : wake
    // One that is set is not set anew, so that what happens in between does not put it off.
    if (at !== this.#timer?.at) {
      this.#timer?.cancel()
      this.#timer = at === undefined ? undefined : { at, cancel: this.#wakeUp(at) }
    }
    this.#cancelSettling ??= this.#ports.clock.after(SETTLE_MS, () => this.#settle())
  }

  #wakeUp(at: number): () => void {
    return this.#ports.clock.after(Math.max(at - this.#now(), 0), () => {
      this.#timer = undefined
      this.#tick(at)
    })
  }

  #settle(): void {
    this.#cancelSettling = undefined
    const { head } = this.#state
    const due = dueAt(this.#state, timingOf(this.#state, this.#ports.pace))
    const saved = head.seq - this.#savedAt >= SAVE_EVERY_EVENTS ? this.#save() : Promise.resolve()
    Promise.all([this.#ports.store.settle(this.room, head.seq, due), saved]).catch((error: unknown) =>
      this.#ports.report('a room could not be settled', { room: this.room, error }),
    )
  }

  async #save(): Promise<void> {
    const state = this.#state
    if (state.head.seq === this.#savedAt) return
    this.#savedAt = state.head.seq
    await this.#ports.store.saveFold(this.room, state.head.seq, writeFold(state))
  }
}

/** What must still hold besides the epoch. */
type Fence = Omit<NonNullable<AppendRequest['fence']>, 'epoch'>

/** What events and time lead to can be seen from the state; what a model says, and a restart, cannot. */
function isToldOnce({ type }: Input): boolean {
  return type !== 'event' && type !== 'tick'
}

/** The latest moment of which the director knows. */
function latestIn({ head, run }: DirectorState): number {
  const { waiting, lastMessage } = run
  const asked = head.asked.map(({ at }) => at)
  return Math.max(
    head.createdAt,
    waiting?.at ?? 0,
    lastMessage?.at ?? 0,
    ...asked,
    ...head.turns.map((turn) => turn.since),
  )
}
