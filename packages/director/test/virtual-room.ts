import { SYSTEM } from '@parley/protocol'
import type {
  EventData,
  EventId,
  EventType,
  Member,
  MemberId,
  NewEvent,
  Pace,
  RoomEvent,
  RoomSettings,
  TurnId,
} from '@parley/protocol'
import { MemoryLog } from './memory-log.ts'
import type { AppendResult } from './memory-log.ts'
import { RoomProcess } from './room-process.ts'
import type { Step } from './room-process.ts'
import type { Script } from './script.ts'
import { VirtualClock } from './virtual-clock.ts'

export const START = 1_800_000_000_000

export type VirtualRoomOptions = {
  agents: string[]
  script: Script
  settings?: Partial<RoomSettings>
  /** Set for the whole installation, over the room's own. */
  pace?: Pace
  seed?: string
  /** How long each append takes, and whether the store fails first; at once and never if absent. */
  store?: () => { ms: number; fault: boolean }
  /** Time from an append until the director hears of it, milliseconds. */
  deliveryMs?: () => number
  /** Whether an aborted call falls silent; if absent it does. */
  hearsAborts?: boolean
  onStep?: (step: Step) => void
  onAppend?: (event: RoomEvent) => void
}

export const PAT = 'pat' as MemberId

/** A room with one person, some agents, a log, a clock and a server that can die. */
export class VirtualRoom {
  readonly clock = new VirtualClock(START)
  readonly log: MemoryLog
  process: RoomProcess
  readonly #options: VirtualRoomOptions
  #acts = 0
  #lastDelivery = START
  #undelivered = 0

  constructor(options: VirtualRoomOptions) {
    this.#options = options
    this.log = new MemoryLog((event) => this.#deliver(event))
    this.process = this.#start()
    const settings = { title: '', replyMode: 'autopilot', pace: 'human', instructions: '' } as const
    const data = { ...settings, maxConsecutiveAgentMessages: 5, ...options.settings }
    this.act('room-created', { ...data, seed: options.seed ?? 'seed' }, PAT)
    this.act('member-added', { member: { id: PAT, kind: 'person', name: 'Pat', role: 'owner' } }, PAT)
    for (const name of options.agents) this.add(name)
  }

  post(text: string, by = PAT): AppendResult {
    return this.act('message-posted', { text }, by)
  }

  request(intent: EventData<'turn-requested'>['intent'], turn?: string): AppendResult {
    return this.act('turn-requested', { intent, ...(turn ? { turn: turn as TurnId } : {}) }, PAT)
  }

  /** Pat asks these, in this order. */
  ask(...names: [string, ...string[]]): AppendResult {
    const [first, ...rest] = names
    const agents: [MemberId, ...MemberId[]] = [agentId(first), ...rest.map(agentId)]
    return this.act('turn-requested', { intent: 'ask', agents }, PAT)
  }

  add(name: string): AppendResult {
    return this.act('member-added', { member: agent(name) }, PAT)
  }

  remove(name: string): AppendResult {
    return this.act('member-removed', { member: agentId(name) }, PAT)
  }

  pause(name: string, paused = true): AppendResult {
    return this.act('member-changed', { member: { ...agent(name), paused } }, PAT)
  }

  /** Something that happens in the room without its director. */
  act<Type extends EventType>(type: Type, data: EventData<Type>, by: MemberId = SYSTEM): AppendResult {
    this.#acts += 1
    const event = { type, id: `p${this.#acts}` as EventId, by, data } as NewEvent
    return this.log.append({ events: [event], at: this.clock.now })
  }

  /** The server dies at this moment; another one takes the room over. */
  crash(): void {
    this.process.die()
    this.replace()
  }

  /** Another server takes the room over while the old one hangs, and does not know it yet. */
  replace(): void {
    this.process = this.#start()
    this.process.takeOver()
  }

  /** Does `what` that many milliseconds after the room was opened. */
  at(ms: number, what: () => unknown): this {
    this.clock.set(START + ms, () => void what())
    return this
  }

  /** Lets that much time pass, an hour if it is not said. Throws where the room does not come to rest. */
  run(ms = 3_600_000, maxSteps = 50_000): this {
    const until = this.clock.now + ms
    let steps = 0
    while (this.clock.advance(until)) {
      steps += 1
      if (steps > maxSteps) throw new Error(`still busy after ${maxSteps} alarms`)
    }
    this.clock.now = until
    return this
  }

  /** Whether something is on its way to the director without its doing. */
  get isDelivering(): boolean {
    return this.#undelivered > 0
  }

  #start(): RoomProcess {
    const { script, pace, store, hearsAborts, onStep } = this.#options
    return new RoomProcess({
      clock: this.clock,
      log: this.log,
      script,
      hearsAborts: hearsAborts ?? true,
      ...(pace ? { pace } : {}),
      store: store ?? (() => ({ ms: 0, fault: false })),
      onStep: (step) => onStep?.(step),
    })
  }

  /** Events reach the director in the order of the log, whatever each of them takes. */
  #deliver(event: RoomEvent): void {
    const { deliveryMs, onAppend } = this.#options
    onAppend?.(event)
    const at = Math.max(this.#lastDelivery, this.clock.now + (deliveryMs?.() ?? 0))
    this.#lastDelivery = at
    this.#undelivered += 1
    this.clock.set(at, () => {
      this.#undelivered -= 1
      this.process.receive(event)
    })
  }
}

export function agentId(name: string): MemberId {
  return name.toLowerCase() as MemberId
}

export function agent(name: string): Member {
  return { id: agentId(name), kind: 'agent', name, role: 'member' }
}
