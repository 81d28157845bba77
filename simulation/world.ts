import type { EventId, EventType, MemberId, RoomId } from '@parley/protocol'
import { openMemoryStore } from '../packages/server/src/store/memory/open-memory-store.ts'
import { Ledger } from './ledger.ts'
import { FAIR } from './link.ts'
import type { Weather } from './link.ts'
import { Network } from './network.ts'
import { Person } from './person.ts'
import { Random } from './random.ts'
import { ServerProcess } from './server-process.ts'
import type { Disk } from './store-port.ts'
import { replaceGlobals } from './virtual-globals.ts'
import { VirtualTime } from './virtual-time.ts'

export const AGENT_NAMES = ['Ada', 'Bo', 'Cy', 'Dee'] as const
export const EPOCH = 1_800_000_000_000

export type Tally = Record<
  'crashes' | 'takeovers' | 'naps' | 'cuts' | 'outages' | 'storms' | 'clockJumps' | 'acts' | 'episodes',
  number
>

/** One seed's universe: a disk, server processes that come and go, a network, people, and virtual time. */
export class World {
  readonly time = new VirtualTime()
  readonly random: Random
  readonly broken: string[] = []
  readonly tally: Tally = {
    crashes: 0,
    takeovers: 0,
    naps: 0,
    cuts: 0,
    outages: 0,
    storms: 0,
    clockJumps: 0,
    acts: 0,
    episodes: 0,
  }
  readonly network: Network
  readonly people: readonly Person[]
  readonly disk: Disk
  readonly #processes = new Set<ServerProcess>()
  readonly #lastEventAt = new Map<RoomId, number>()
  #server: ServerProcess | undefined
  #clockOffsetMs = 0
  #lastFaultAt = 0
  /** What happens after so many more calls at the disk. */
  #atTheDisk: { calls: number; happen: () => void } | undefined

  constructor(seed: string) {
    this.random = new Random(seed)
    this.network = new Network(this.time, this.random)
    this.people = ['Pat', 'Quinn', 'Rio'].map((name) => new Person(name, this.network, () => this.time.now))
    const ledger = new Ledger(
      () => this.time.now,
      (what) => this.fail(what),
    )
    ledger.listen((event) => this.#lastEventAt.set(event.room, this.time.now))
    this.disk = {
      store: openMemoryStore(),
      ledger,
      isBroken: false,
      epochs: new Map(),
      reached: () => this.#reached(),
    }
  }

  get server(): ServerProcess | undefined {
    return this.#server
  }

  /** The first thing that went wrong, in the order of time, says most. */
  fail(what: string): void {
    this.broken.push(`${(this.time.now / 1_000).toFixed(3)} s: ${what}`)
  }

  /** Runs `work` with the globals of this world, so that clients live in its time. */
  async inhabit(work: () => Promise<void>): Promise<void> {
    const restore = replaceGlobals(this.time, EPOCH, new Random(`${this.random.next()}`))
    try {
      await work()
    } finally {
      restore()
    }
  }

  async settle(): Promise<void> {
    const { directory } = this.disk.store
    for (const { principal } of this.people) await directory.putPerson({ ...principal, createdAt: EPOCH })
    for (const name of AGENT_NAMES) {
      const profile = { name, title: '', bio: '', personality: '', model: '', talkativeness: 0.5 }
      await directory.putAgent({ ...profile, id: agentId(name), paused: false, starter: false })
    }
  }

  start(): void {
    const server = new ServerProcess({
      disk: this.disk,
      time: this.time,
      random: this.random,
      wallClock: () => EPOCH + this.time.now + this.#clockOffsetMs,
      agentNames: AGENT_NAMES,
      ownsDisk: (asking) => asking === this.#server,
      broken: (what) => this.fail(what),
    })
    this.#processes.add(server)
    this.#server = server
    server.rooms.resume().then(
      () => {
        if (server === this.#server) this.network.server = server
      },
      () => this.crash(1_000),
    )
  }

  /** The process dies at this moment, and is started again after a while. */
  crash(downMs = this.random.between(50, 8_000)): void {
    this.faultHappens()
    if (this.#server === undefined) return
    this.tally.crashes += 1
    this.#end(this.#server)
    this.time.after(downMs, () => this.start())
  }

  /** Lets something happen when the n-th call from now reaches the disk, or just after. */
  atTheDisk(calls: number, happen: () => void): void {
    this.#atTheDisk = { calls, happen }
  }

  nap(ms: number): void {
    const server = this.#server
    this.faultHappens()
    this.tally.naps += 1
    server?.life.sleep()
    this.time.after(ms, () => {
      server?.life.wake()
      this.faultHappens()
    })
  }

  /** The process is put to sleep, another one takes its place, and then it wakes up. */
  takeover(asleepMs: number, lateMs: number): void {
    const old = this.#server
    this.faultHappens()
    if (old === undefined) return
    this.tally.takeovers += 1
    old.life.sleep()
    this.time.after(asleepMs, () => {
      if (this.#server !== old) return
      for (const server of this.#processes) if (server !== old) this.#end(server)
      this.#server = undefined
      this.network.server = undefined
      this.network.cut()
      this.start()
      this.time.after(lateMs, () => old.life.wake())
    })
  }

  breakDisk(ms: number): void {
    this.faultHappens()
    this.tally.outages += 1
    this.disk.isBroken = true
    this.time.after(ms, () => {
      this.disk.isBroken = false
      this.faultHappens()
    })
  }

  storm(weather: Weather, ms: number): void {
    this.faultHappens()
    this.tally.storms += 1
    this.network.weather = weather
    this.time.after(ms, () => {
      this.network.weather = FAIR
      this.faultHappens()
    })
  }

  cut(share: number): void {
    this.faultHappens()
    this.tally.cuts += 1
    this.network.cut(share)
  }

  jumpClock(ms: number): void {
    this.faultHappens()
    this.tally.clockJumps += 1
    this.#clockOffsetMs += ms
  }

  faultHappens(): void {
    this.#lastFaultAt = this.time.now
  }

  /** Milliseconds for which the room has been silent, with nothing going wrong. */
  quietMs(room: RoomId): number {
    return this.time.now - Math.max(this.#lastEventAt.get(room) ?? 0, this.#lastFaultAt)
  }

  /** Calls `run` after the room's next event of that type, or when it has been waited for too long. */
  atNext(type: EventType, room: RoomId, patienceMs: number, run: () => void): void {
    const happen = () => {
      stop()
      cancel()
      run()
    }
    const stop = this.disk.ledger.listen((event) => event.room === room && event.type === type && happen())
    const cancel = this.time.after(patienceMs, happen)
  }

  authorOf(room: RoomId, id: string): MemberId | undefined {
    return this.disk.ledger.log(room).find((event) => event.id === id)?.by
  }

  /** Ends processes that were replaced; the one that serves goes on. */
  endOthers(): void {
    for (const server of this.#processes) if (server !== this.#server) this.#end(server)
    this.#atTheDisk = undefined
    this.disk.isBroken = false
  }

  #end(server: ServerProcess): void {
    server.life.die()
    this.#processes.delete(server)
    if (server !== this.#server) return
    this.#server = undefined
    this.network.server = undefined
    this.network.cut()
  }

  #reached(): void {
    const plan = this.#atTheDisk
    if (plan === undefined) return
    plan.calls -= 1
    if (plan.calls > 0) return
    this.#atTheDisk = undefined
    plan.happen()
  }
}

export function agentId(name: string): MemberId {
  return `a_${name.toLowerCase()}` as MemberId
}

export function roomId(index: number): RoomId {
  return `room-${index}` as RoomId
}

export function messagesOf(world: World, room: RoomId): EventId[] {
  return world.disk.ledger
    .log(room)
    .flatMap(({ id, type }) => (type === 'message-posted' || type === 'message-started' ? [id] : []))
}
