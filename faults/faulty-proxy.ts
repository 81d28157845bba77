import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Random } from '../simulation/random.ts'
import { drawFate, drawRequestFate } from './fault-plan.ts'
import type { Fate, FaultPlan } from './fault-plan.ts'
import { Link } from './link.ts'
import type { LinkKind } from './link.ts'

/** How long a replayed connection is listened to. */
const REPLAY_MS = 150
export type ProxyCounts = {
  /** Connections of the channel that it ended after the server had answered; of those, the event streams. */
  cuts: number
  streams: number
  /** Those that ended before; and other requests. */
  handshakes: number
  requests: number
  replays: number
  repeats: number
  kinds: Partial<Record<FaultPlan['kind'], number>>
}

/** A bad network between clients and a server: what it does to the nth connection follows from a seed. */
export class FaultyProxy {
  readonly counts: ProxyCounts = {
    cuts: 0,
    streams: 0,
    handshakes: 0,
    requests: 0,
    replays: 0,
    repeats: 0,
    kinds: {},
  }
  /** Where the server listens; undefined: it is down. */
  targetPort: number | undefined
  /** While true, nothing happens to new connections. */
  #isCalm = true
  readonly #seed: string
  readonly #server: Server
  readonly #links = new Set<Link>()
  readonly #replays = new Set<Promise<void>>()
  #accepted = 0
  #channels = 0
  #requests = 0

  constructor(seed: string) {
    this.#seed = seed
    // Halves of a connection end one by one.
    this.#server = createServer({ allowHalfOpen: true }, (near) => this.#accept(near))
  }

  listen(): Promise<string> {
    return new Promise((resolve) =>
      this.#server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`),
      ),
    )
  }

  /** From now on things happen; the connections of before are ended. */
  storm(): void {
    this.#isCalm = false
    for (const link of this.#links) link.cut()
  }

  /** From now on it is a good network; whatever was under a fault is ended. Resolves when replays are over. */
  async calm(): Promise<void> {
    this.#isCalm = true
    for (const link of this.#links) link.cut()
    await Promise.all(this.#replays)
  }

  async close(): Promise<void> {
    for (const link of this.#links) link.cut()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #accept(near: Socket): void {
    const port = this.targetPort
    near.on('error', () => undefined)
    if (port === undefined) return void near.resetAndDestroy()
    const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const random = new Random(`${this.#seed}/repeats/${(this.#accepted += 1)}`)
    const link = new Link(
      [near, far],
      (kind) => this.#draw(kind),
      random,
      (byPlan) => this.#ended(link, byPlan),
    )
    this.#links.add(link)
    link.carry()
  }

  #draw(kind: LinkKind): Fate {
    if (this.#isCalm) return { plan: { kind: 'none' }, replay: undefined }
    if (kind === 'request') return drawRequestFate(this.#seed, (this.#requests += 1))
    return drawFate(this.#seed, (this.#channels += 1))
  }

  #ended(link: Link, byPlan: boolean): void {
    this.#links.delete(link)
    const { counts } = this
    const { plan, replay } = link.fate
    counts.repeats += link.repeated
    // A half-close, and a silence, are ended by whoever notices.
    const isFault = byPlan || plan.kind === 'half-close' || plan.kind === 'silence'
    if (plan.kind === 'none' || !isFault) return
    if (link.kind === 'request') counts.requests += 1
    else if (!link.wasOpen) counts.handshakes += 1
    else {
      counts.cuts += 1
      counts.kinds[plan.kind] = (counts.kinds[plan.kind] ?? 0) + 1
      if (link.kind === 'stream') counts.streams += 1
    }
    if (replay === undefined || link.request.length === 0) return
    counts.replays += 1
    const running = this.#replay(link, replay).finally(() => this.#replays.delete(running))
    this.#replays.add(running)
  }

  /** As a retry somewhere in the network would: the same request, the same frames, later. */
  async #replay(link: Link, { afterMs, frames }: NonNullable<Fate['replay']>): Promise<void> {
    await sleep(afterMs)
    const port = this.targetPort
    if (port === undefined) return
    const far = connect({ port, host: '127.0.0.1' })
    far.on('error', () => undefined)
    far.write(link.request)
    far.once('data', () => {
      for (const frame of link.lastFrames.slice(-frames)) far.write(frame)
    })
    far.resume()
    await sleep(REPLAY_MS)
    far.resetAndDestroy()
  }
}
