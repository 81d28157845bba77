import type { EventId, MemberId, NewEvent, TurnId, TurnPlan } from '@parley/protocol'
import type { Effect, Input } from '../src/effect.ts'
import type { AppendResult, MemoryLog } from './memory-log.ts'
import type { Reply, Script } from './script.ts'
import type { VirtualClock } from './virtual-clock.ts'

export type TaskPorts = {
  clock: VirtualClock
  log: MemoryLog
  script: Script
  /** False: what was aborted still answers when it is too late. */
  hearsAborts: boolean
  /** An input about a turn, without the time. */
  tell: (input: TurnInput) => void
  /** Appends in order, under the epoch of this process and that fence. */
  append: (
    make: () => NewEvent | undefined,
    fence: { turn?: TurnId },
    settle?: (result: AppendResult) => void,
  ) => void
}

type TurnInput = Input extends infer One
  ? One extends { turn: TurnId; now: number }
    ? Omit<One, 'now'>
    : never
  : never

type Task = { alarms: (() => void)[]; reply?: Reply }

/** The turn runner of a virtual room: does what effects ask for, with scripted models. */
export class TurnTasks {
  readonly #ports: TaskPorts
  readonly #tasks = new Map<TurnId, Task>()
  #calls = 0

  constructor(ports: TaskPorts) {
    this.#ports = ports
  }

  perform(effect: Exclude<Effect, { type: 'append' }>): void {
    switch (effect.type) {
      case 'decide':
        return this.#call(effect.plan)
      case 'think':
        return this.#call(effect.plan, effect.speaker)
      case 'speak':
        return this.#speak(effect.plan, effect.speaker)
      case 'abort':
        return this.#abort(effect.turn)
    }
  }

  /** Whether something is under way for this turn that will be heard of again. */
  isBusy(turn: TurnId): boolean {
    return this.#tasks.has(turn)
  }

  stop(): void {
    for (const turn of this.#tasks.keys()) this.#cancel(turn)
  }

  /** Forgets what ran for a turn that has ended. */
  ended(turn: TurnId): void {
    this.#cancel(turn)
  }

  #call(plan: TurnPlan, known?: MemberId): void {
    this.#calls += 1
    const reply = this.#ports.script({ plan, ...(known ? { speaker: known } : {}), count: this.#calls })
    const task = this.#task(plan.id)
    task.reply = reply
    if (reply.kind === 'never') return
    this.#later(plan.id, reply.afterMs, () => this.#report(plan, reply, known))
  }

  #report(plan: TurnPlan, reply: Exclude<Reply, { kind: 'never' }>, known?: MemberId): void {
    const { tell } = this.#ports
    const turn = plan.id
    if (reply.kind === 'fails') return tell({ type: 'failed', turn, failure: reply.failure })
    if (reply.kind === 'declines') {
      const { by, reaction } = reply
      return tell({ type: 'declined', turn, ...(by ? { by } : {}), ...(reaction ? { reaction } : {}) })
    }
    const named = 'speaker' in reply ? reply.speaker : undefined
    const speaker = known ?? named ?? plan.mustAnswer ?? plan.candidates[0]
    if (speaker === undefined) return
    const reaction = 'reaction' in reply && reply.reaction !== undefined ? { reaction: reply.reaction } : {}
    if (reply.kind === 'picks' && known === undefined)
      return tell({ type: 'picked', turn, speaker, ...reaction })
    const characters = reply.kind === 'answers' ? { characters: reply.text.length } : {}
    tell({ type: 'answered', turn, speaker, ...characters, ...reaction })
  }

  #speak(plan: TurnPlan, by: MemberId): void {
    const { append } = this.#ports
    const turn = plan.id
    const reply = this.#task(turn).reply
    if (reply?.kind === 'streams') return this.#stream(plan, by, reply)
    const text = reply?.kind === 'answers' ? reply.text : 'Well.'
    const id = `${turn}-message` as EventId
    append(() => ({ type: 'message-posted', id, by, data: { text, turn } }), { turn })
  }

  #stream(plan: TurnPlan, by: MemberId, reply: Extract<Reply, { kind: 'streams' }>): void {
    const { append, tell } = this.#ports
    const turn = plan.id
    const message = `${turn}-message` as EventId
    const pieces: NewEvent[] = [
      { type: 'message-started', id: message, by, data: { turn } },
      ...reply.chunks.map((text, index): NewEvent => {
        return {
          type: 'message-appended',
          id: `${turn}-chunk-${index}` as EventId,
          by,
          data: { message, text },
        }
      }),
      this.#finish(turn, message, by, reply.chunks.join(''), reply.failure ? 'failed' : 'complete'),
    ]
    const send = (index: number) => {
      const piece = pieces[index]
      if (piece === undefined) {
        if (reply.failure !== undefined) tell({ type: 'failed', turn, failure: reply.failure })
        return
      }
      append(
        () => (this.isBusy(turn) ? piece : undefined),
        { turn },
        (result) => {
          if (result !== 'appended') return
          this.#later(turn, index + 1 < pieces.length ? reply.everyMs : 0, () => send(index + 1))
        },
      )
    }
    send(0)
  }

  #finish(
    turn: TurnId,
    message: EventId,
    by: MemberId,
    text: string,
    status: 'complete' | 'failed' | 'interrupted',
  ): NewEvent {
    return {
      type: 'message-finished',
      id: `${turn}-finished` as EventId,
      by,
      data: { message, text, status, turn },
    }
  }

  /** What is visible in the log is finished with what is visible, whoever began it. */
  #abort(turn: TurnId): void {
    const { append, log, hearsAborts } = this.#ports
    if (hearsAborts) this.#cancel(turn)
    else this.#tasks.delete(turn)
    append(() => {
      const started = log.events.find((event) => event.type === 'message-started' && event.data.turn === turn)
      if (started === undefined) return undefined
      const text = log.events
        .map((event) =>
          event.type === 'message-appended' && event.data.message === started.id ? event.data.text : '',
        )
        .join('')
      return this.#finish(turn, started.id, started.by, text, 'interrupted')
    }, {})
  }

  #task(turn: TurnId): Task {
    const task = this.#tasks.get(turn) ?? { alarms: [] }
    this.#tasks.set(turn, task)
    return task
  }

  #later(turn: TurnId, delayMs: number, run: () => void): void {
    const { clock } = this.#ports
    this.#tasks.get(turn)?.alarms.push(clock.set(clock.now + delayMs, run))
  }

  #cancel(turn: TurnId): void {
    for (const cancel of this.#tasks.get(turn)?.alarms ?? []) cancel()
    this.#tasks.delete(turn)
  }
}
