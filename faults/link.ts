import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../simulation/random.ts'
import type { Direction, Fate, FaultPlan } from './fault-plan.ts'
import { FrameSplitter } from './frames.ts'

/** After a half-close the connection is given this long to end by itself. */
const LINGER_MS = 500
/** What a client sent last is kept for a replay. */
const MOST_KEPT = 8

/** A channel begins with a request, which may come on a connection that has carried others before. */
const REQUEST = /^(?:GET|POST) (\/channel|\/api\/stream\?)?/
export type LinkKind = 'request' | 'socket' | 'stream'
const NOTHING: Fate = { plan: { kind: 'none' }, replay: undefined }

/** One connection through the proxy, with what its fate does to it. */
export class Link {
  readonly near: Socket
  readonly far: Socket
  /** A socket or a stream stays what it is. */
  kind: LinkKind = 'request'
  /** Drawn anew for every request, and for the last time when it becomes a channel. */
  fate = NOTHING
  /** The server has answered the last request. */
  wasOpen = false
  /** The last request, and the last whole frames of a socket. */
  request: Buffer = Buffer.alloc(0)
  readonly lastFrames: Buffer[] = []
  /** Frames that were given to the server twice. */
  repeated = 0
  readonly #draw: (kind: LinkKind) => Fate
  readonly #random: Random
  readonly #ended: (byPlan: boolean) => void
  readonly #splitter = new FrameSplitter()
  readonly #passed = { up: 0, down: 0 }
  readonly #timers: ReturnType<typeof setTimeout>[] = []
  #swallowing: Direction | undefined
  #held: Promise<void> | undefined
  #isOver = false

  constructor(
    [near, far]: [Socket, Socket],
    draw: (kind: LinkKind) => Fate,
    random: Random,
    ended: (byPlan: boolean) => void,
  ) {
    this.near = near
    this.far = far
    this.#draw = draw
    this.#random = random
    this.#ended = ended
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      // A reset is followed by "close".
      socket.on('error', () => undefined)
      socket.on('close', () => this.#end(false))
    }
  }

  /** Carries bytes until the end. */
  carry(): void {
    void this.#pump('up', this.near, this.far)
    void this.#pump('down', this.far, this.near)
  }

  /** Ends it as the plan would. */
  cut(): void {
    this.#end(true)
  }

  /** Something of the client that is not a frame of a socket. */
  #takeRequest(chunk: Buffer): void {
    const start = REQUEST.exec(chunk.subarray(0, 40).toString('latin1'))
    this.request = start === null ? Buffer.concat([this.request, chunk]) : chunk
    if (start === null) return
    this.wasOpen = false
    this.kind = start[1] === undefined ? 'request' : start[1] === '/channel' ? 'socket' : 'stream'
    this.fate = this.#draw(this.kind)
    this.#schedule(this.fate.plan)
  }

  #schedule(plan: FaultPlan): void {
    switch (plan.kind) {
      case 'none':
      case 'cut-within':
        return
      case 'cut':
      case 'throttle':
      case 'delay':
      case 'repeat':
        return this.#after(plan.afterMs, () => this.cut())
      case 'half-close':
        return this.#after(plan.afterMs, () => {
          ;(plan.direction === 'up' ? this.far : this.near).end()
          this.#swallowing = plan.direction
          this.#after(LINGER_MS, () => this.cut())
        })
      case 'swallow':
        return this.#after(plan.afterMs, () => {
          this.#swallowing = plan.direction
          this.#after(plan.forMs, () => this.cut())
        })
      case 'stall':
        return this.#after(plan.afterMs, () => {
          this.#held = sleep(plan.forMs).then(() => (this.#held = undefined))
          this.#after(plan.forMs + plan.goesOnMs, () => this.cut())
        })
      case 'silence':
        return this.#after(plan.afterMs, () => (this.#held = new Promise(() => undefined)))
    }
  }

  #after(ms: number, happen: () => void): void {
    this.#timers.push(setTimeout(() => this.#isOver || happen(), ms))
  }

  async #pump(direction: Direction, from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from) await this.#pass(direction, to, chunk as Buffer)
      // One side has finished: the other is told, and may go on.
      to.end()
      this.#after(LINGER_MS, () => this.#end(false))
    } catch {
      // The socket was reset: its "close" ends the link.
      this.#end(false)
    }
  }

  async #pass(direction: Direction, to: Socket, chunk: Buffer): Promise<void> {
    if (direction === 'down') this.wasOpen = true
    else if (this.kind === 'socket' && this.wasOpen) this.#remember(chunk)
    else this.#takeRequest(chunk)
    const { plan } = this.fate
    while (this.#held !== undefined && !this.#isOver) await this.#held
    if (this.#isOver || this.#swallowing === direction) return
    if (plan.kind === 'delay') await sleep(plan.delayMs)
    if (plan.kind === 'throttle') return this.#trickle(to, chunk, plan)
    if (plan.kind === 'cut-within' && plan.direction === direction) {
      const left = plan.bytes - this.#passed[direction]
      if (chunk.length >= left) return this.#cutWithin(to, chunk.subarray(0, left))
    }
    this.#passed[direction] += chunk.length
    if (plan.kind === 'repeat' && direction === 'up') return this.#repeat(to, chunk, plan.chance)
    await write(to, chunk)
  }

  async #trickle(to: Socket, chunk: Buffer, plan: FaultPlan & { kind: 'throttle' }): Promise<void> {
    for (let at = 0; at < chunk.length && !this.#isOver; at += plan.bytes) {
      await write(to, chunk.subarray(at, at + plan.bytes))
      await sleep(plan.everyMs)
    }
  }

  /** What has passed does arrive; whoever sent the rest is reset. */
  #cutWithin(to: Socket, part: Buffer): void {
    to.end(part)
    ;(to === this.far ? this.near : this.far).resetAndDestroy()
    this.#end(true)
  }

  /** Only between two frames: a network that repeats a part of one does not exist. */
  async #repeat(to: Socket, chunk: Buffer, chance: number): Promise<void> {
    await write(to, chunk)
    const last = this.lastFrames.at(-1)
    if (last === undefined || !this.#splitter.isBetween || !this.#random.chance(chance)) return
    this.repeated += 1
    await write(to, last)
  }

  #remember(chunk: Buffer): void {
    this.lastFrames.push(...this.#splitter.take(chunk))
    this.lastFrames.splice(0, Math.max(0, this.lastFrames.length - MOST_KEPT))
  }

  #end(byPlan: boolean): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const timer of this.#timers) clearTimeout(timer)
    const isGentle = this.fate.plan.kind === 'cut-within' && byPlan
    for (const socket of [this.near, this.far]) {
      if (isGentle) socket.destroySoon()
      else socket.resetAndDestroy()
    }
    this.#ended(byPlan)
  }
}

function write(to: Socket, bytes: Buffer): Promise<void> | undefined {
  if (!to.writable || to.write(bytes)) return undefined
  return new Promise((resolve) => {
    const done = () => {
      to.off('drain', done).off('close', done)
      resolve()
    }
    to.on('drain', done).on('close', done)
  })
}
