import type { ClientFrame, ServerFrame } from '@parley/protocol'
import { beginConnection, dueAt, statusOf, stepConnection } from './connection-state.ts'
import type { ConnectionInput, ConnectionState, ConnectionStep } from './connection-state.ts'
import { parseFrames } from './parse-frames.ts'
import type { ConnectionStatus } from './parley-client.ts'

export type ConnectionSurroundings = {
  open(): WebSocket
  /** The frames of one message; `hello` is always the first of a connection. */
  received(frames: readonly ServerFrame[]): void
  statusChanged(status: ConnectionStatus): void
}

/** The connection with its effects: sockets, one timer, dice. What happens is `connection-state.ts`. */
export class Connection {
  readonly #around: ConnectionSurroundings
  #state: ConnectionState
  #socket: WebSocket | undefined
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
    if (this.#state.phase !== 'online' || this.#socket?.readyState !== SOCKET_OPEN) return false
    this.#socket.send(JSON.stringify(frame))
    return true
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
    const socket = this.#around.open()
    this.#socket = socket
    socket.addEventListener('message', (message) => {
      if (this.#socket === socket) this.#receive(message.data)
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) this.step({ type: 'closed', code })
    })
    // Every error is followed by a close event, which says the same; without a listener Node would throw.
    socket.addEventListener('error', () => undefined)
  }

  #drop(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
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

/** `WebSocket.OPEN`, which an injected class need not have. */
const SOCKET_OPEN = 1
