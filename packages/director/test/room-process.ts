import type { NewEvent, Pace, RoomEvent } from '@parley/protocol'
import { fold, step, timingOf, wakeAt } from '../src/index.ts'
import type { DirectorState, Effect, Input } from '../src/index.ts'
import type { AppendRequest, AppendResult, Fence, MemoryLog } from './memory-log.ts'
import type { Script } from './script.ts'
import { TurnTasks } from './turn-tasks.ts'
import type { VirtualClock } from './virtual-clock.ts'

export type Step = { process: RoomProcess; input: Input; effects: readonly Effect[] }

export type ProcessPorts = {
  clock: VirtualClock
  log: MemoryLog
  script: Script
  hearsAborts: boolean
  pace?: Pace
  /** How long the store takes for the next append, or how long until it is tried again after a fault. */
  store: () => { ms: number; fault: boolean }
  onStep: (step: Step) => void
}

type Waiting = { make: () => AppendRequest | undefined; settle: (result: AppendResult) => void }

/** The director of one room on one server: one timer, appends in order, and dead when its server is. */
export class RoomProcess {
  readonly epoch: number
  state: DirectorState | undefined
  readonly tasks: TurnTasks
  readonly #ports: ProcessPorts
  #dead = false
  #disarm: (() => void) | undefined
  readonly #appends: Waiting[] = []
  readonly #untold: Input[] = []

  constructor(ports: ProcessPorts) {
    this.#ports = ports
    this.epoch = ports.log.epoch += 1
    this.tasks = new TurnTasks({
      ...ports,
      tell: (input) => this.step({ ...input, now: ports.clock.now }),
      append: (make, fence, settle) => this.#appendOwn(make, fence, settle),
    })
  }

  /** Reads the log from its beginning and looks for what its predecessor left. [D15] */
  takeOver(): void {
    this.state = this.#ports.log.events.reduce<DirectorState | undefined>(fold, undefined)
    this.step({ type: 'recovered', now: this.#ports.clock.now })
  }

  receive(event: RoomEvent): void {
    if (this.#dead || event.seq <= (this.state?.head.seq ?? 0)) return
    if (event.type === 'turn-ended') this.tasks.ended(event.data.turn)
    this.step({ type: 'event', event, now: this.#ports.clock.now })
    this.#tellAgain()
  }

  #tellAgain(): void {
    for (const input of this.#untold.splice(0)) this.step({ ...input, now: this.#ports.clock.now })
  }

  die(): void {
    this.#dead = true
    this.#disarm?.()
    this.#appends.length = 0
    this.tasks.stop()
  }

  /** Something of its own is on its way to the log, or will be tried again. */
  get isAppending(): boolean {
    return this.#appends.length + this.#untold.length > 0
  }

  get isArmed(): boolean {
    return this.#disarm !== undefined
  }

  step(input: Input): void {
    if (this.#dead) return
    const { pace } = this.#ports
    const { state, effects } = step(this.state, input, pace)
    this.state = state
    for (const effect of effects) this.#perform(effect, input)
    this.#arm()
    this.#ports.onStep({ process: this, input, effects })
  }

  /** What comes once, and led to what was refused, is told again once what came between is in view. */
  #perform(effect: Effect, input: Input): void {
    if (effect.type !== 'append') return this.tasks.perform(effect)
    const { events, interruption } = effect
    this.#append(
      () => this.#request(events, { interruption }),
      (result) => {
        if (result !== 'fenced' || input.type === 'event' || input.type === 'tick') return
        this.#untold.push(input)
        if (this.state?.head.interruption !== interruption) this.#tellAgain()
      },
    )
  }

  /** Not while an append is under way that what is due is waiting for: its event comes. */
  #arm(): void {
    const { clock, pace } = this.#ports
    this.#disarm?.()
    this.#disarm = undefined
    const at = this.state && wakeAt(this.state, timingOf(this.state, pace))
    if (at === undefined || (at <= clock.now && this.#appends.length > 0)) return
    this.#disarm = clock.set(at, () => {
      this.#disarm = undefined
      this.step({ type: 'tick', now: clock.now })
    })
  }

  #appendOwn(
    make: () => NewEvent | undefined,
    fence: Omit<Fence, 'epoch'>,
    settle: Waiting['settle'] = () => {},
  ): void {
    this.#append(() => {
      const event = make()
      return event && this.#request([event], fence)
    }, settle)
  }

  #request(events: AppendRequest['events'], fence: Omit<Fence, 'epoch'>): AppendRequest {
    return { events, at: this.#ports.clock.now, fence: { epoch: this.epoch, ...fence } }
  }

  #append(make: Waiting['make'], settle: Waiting['settle'] = () => {}): void {
    this.#appends.push({ make, settle })
    if (this.#appends.length === 1) this.#sendNext()
  }

  #sendNext(): void {
    const { clock, log, store } = this.#ports
    const { ms, fault } = store()
    clock.set(clock.now + ms, () => {
      const [next] = this.#appends
      if (next === undefined) return
      if (fault) return this.#sendNext()
      const request = next.make()
      const result = request && log.append({ ...request, at: clock.now })
      this.#appends.shift()
      if (this.#appends.length > 0) this.#sendNext()
      if (log.epoch !== this.epoch) return this.die()
      if (result === undefined) this.#arm()
      else next.settle(result)
    })
  }
}
