import type { ClientFrame, ServerFrame } from '@parley/protocol'
import { beginConnection, dueAt, statusOf, stepConnection } from './connection-state.ts'
import type { ConnectionInput, ConnectionState, ConnectionStep } from './connection-state.ts'
import type { Line, OpenLine } from './line.ts'
import { parseFrames } from './parse-frames.ts'
import type { ConnectionStatus } from './parley-client.ts'

export type ConnectionSurroundings = {
  open: OpenLine
  /** The frames of one message; `hello` is always the first of a connection. */
  received(frames: readonly ServerFrame[]): void
  statusChanged(status: ConnectionStatus): void
}

/** The connection with its effects: lines, one timer, dice. What happens is `connection-state.ts`. */
export class Connection {
  readonly #around: ConnectionSurroundings
  #state: ConnectionState
  #line: Line | undefined
  #lines = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #timerAt = Infinity
  #pings = 0

  constructor(around: ConnectionSurroundings) {
    this.#around = around
    const first = beginConnection(performance.now())
    this.#state = first.state
    this.#perform(first)
  }

  get status(): ConnectionStatus {
    return statusOf(this.#state)
  }

  /** It was ended from this side. */
  get isStopped(): boolean {
    return this.#state.phase === 'stopped'
  }

  /** Answers whether the frame could be handed to a connection that has been greeted. */
  send(frame: ClientFrame): boolean {
    return this.#state.phase === 'online' && this.#line?.send(JSON.stringify(frame)) === true
  }

  step(input: ConnectionInput): void {
    const before = this.#state
    const step = stepConnection(before, input, performance.now(), Math.random())
    this.#state = step.state
    this.#perform(step)
    if (statusOf(before) !== this.status) this.#around.statusChanged(this.status)
  }

  #perform({ state, effects }: ConnectionStep): void {
    for (const effect of effects) {
      if (effect === 'open') this.#open()
      if (effect === 'drop') this.#drop()
      if (effect === 'ping') this.send({ type: 'ping', ref: `ping-${(this.#pings += 1)}` })
    }
    this.#setTimer(dueAt(state))
  }

  #open(): void {
    const number = (this.#lines += 1)
    this.#line = this.#around.open({
      message: (data) => {
        if (this.#lines === number) this.#receive(data)
      },
      closed: (code) => {
        if (this.#lines === number) this.step({ type: 'closed', code })
      },
    })
  }

  #drop(): void {
    const line = this.#line
    this.#line = undefined
    this.#lines += 1
    line?.close()
  }

  #receive(data: unknown): void {
    const frames = parseFrames(data)
    // Instead of a greeting: why the server will close. The close code says what to do.
    if (this.#state.phase === 'opening' && frames?.[0]?.type === 'error') return
    if (frames === undefined || (this.#state.phase === 'opening' && frames[0]?.type !== 'hello')) {
      this.step({ type: 'fault' })
      return
    }
    this.step({ type: this.#state.phase === 'opening' ? 'hello' : 'heard' })
    this.#around.received(frames)
  }

  /** A timer that is due too early is left to run out: most of them are put off by every message. */
  #setTimer(at: number | undefined): void {
    if (at !== undefined && this.#timerAt <= at) return
    clearTimeout(this.#timer)
    this.#timerAt = at ?? Infinity
    if (at === undefined) return
    this.#timer = setTimeout(
      () => {
        this.#timerAt = Infinity
        this.step({ type: 'due' })
      },
      Math.max(0, at - performance.now()),
    )
  }
}
