import type { MemberId, RoomId, Seq } from '@parley/protocol'
import { openAuthority } from '../packages/server/src/authority/authority.ts'
import type { Principal } from '../packages/server/src/authority/principal.ts'
import { Connection } from '../packages/server/src/channel/connection.ts'
import { Hub } from '../packages/server/src/channel/hub.ts'
import { Outlet } from '../packages/server/src/channel/outlet.ts'
import type { Office } from '../packages/server/src/commands/context.ts'
import { Log } from '../packages/server/src/log/log.ts'
import { Positions } from '../packages/server/src/presence/positions.ts'
import { Heads } from '../packages/server/src/rooms/heads.ts'
import { Rooms } from '../packages/server/src/rooms/rooms.ts'
import { StoreError } from '../packages/server/src/store/store-error.ts'
import type { ServerEnd } from './link.ts'
import { ProcessLife } from './process-life.ts'
import type { Random } from './random.ts'
import { ScriptedFault, scriptModels } from './scripted-models.ts'
import { openStorePort } from './store-port.ts'
import type { Disk } from './store-port.ts'
import type { VirtualTime } from './virtual-time.ts'

/** By then an interruption has reached every call; longer than the disk takes at its slowest. */
const ABORTED_WITHIN_MS = 1_000

export type ServerSurroundings = {
  disk: Disk
  time: VirtualTime
  random: Random
  wallClock: () => number
  agentNames: readonly string[]
  /** Whether this is the process that has the data folder. */
  ownsDisk: (server: ServerProcess) => boolean
  broken: (what: string) => void
}

/** The real engine, put together as `serve` does, between a disk and links instead of a database and sockets. */
export class ServerProcess {
  readonly life: ProcessLife
  readonly office: Office
  readonly rooms: Rooms
  readonly #hub: Hub
  readonly #report: (message: string, details: Record<string, unknown>) => void
  #connections = 0

  constructor(around: ServerSurroundings) {
    const { disk, time, random, wallClock, broken } = around
    const life = new ProcessLife(time, wallClock)
    const ownsDisk = () => around.ownsDisk(this)
    const store = openStorePort({ disk, life, time, random, ownsDisk, broken })
    const log = new Log(store)
    const heads = new Heads(store, log)
    const report = (message: string, { error }: Record<string, unknown>) => {
      const isExpected = error === undefined || error instanceof StoreError || error instanceof ScriptedFault
      if (!isExpected) broken(`fault: ${message}: ${String((error as Error).stack ?? error)}`)
    }
    this.life = life
    this.#report = report
    const { now } = life.clock
    const authority = openAuthority(store.directory, now, () => undefined)
    const positions = new Positions(store, life.clock.after, report)
    this.office = {
      store,
      log,
      heads,
      positions,
      authority,
      now,
      seed: 'simulation',
      defaultPace: 'human',
    }
    const isForgotten = (room: RoomId, turn: string) =>
      !life.hasSlept && ownsDisk() && disk.ledger.msSinceInterrupted(room, turn) > ABORTED_WITHIN_MS
    const calls = scriptModels({ life, random, names: around.agentNames, isForgotten, broken })
    this.rooms = new Rooms({ store, log, calls, clock: life.clock, report })
    this.#hub = new Hub(log, positions, life.clock)
  }

  /** A client's socket has been opened. */
  accept(end: ServerEnd, principal: Principal): void {
    const outlet = new Outlet(end.socket, end.stream)
    const connection = new Connection(outlet, principal, this.office, this.#hub, this.#report)
    end.socket.on('message', (data, isBinary) => void connection.receive(data, isBinary))
    end.socket.on('close', () => connection.close())
    connection.start(`connection-${(this.#connections += 1)}`)
  }

  /** What `GET path` answers. */
  async get(path: string, { id, name }: Principal): Promise<unknown> {
    const { store, positions } = this.office
    const url = new URL(path, 'http://server')
    const room = /^\/api\/rooms\/([^/]+)\/timeline$/.exec(url.pathname)?.[1]
    if (room !== undefined) {
      const number = (key: string) => Number(url.searchParams.get(key))
      return store.readTimeline(room as RoomId, number('before') as Seq, number('limit'))
    }
    if (url.pathname === '/api/rooms') {
      await positions.flush()
      return { rooms: await store.readRoomsOf(id, 40), unread: await store.readUnread(id) }
    }
    const model = { id: 'scripted', rehearsal: true }
    return { id, name, model, server: { version: '1' } }
  }

  /** As `PATCH /api/agents/:agent` does in every room of the agent. */
  async pauseAgent(room: RoomId, agent: MemberId, paused: boolean, id: string, by: MemberId): Promise<void> {
    const { log, heads } = this.office
    const known = (await heads.read(room))?.members.find((member) => member.id === agent)
    if (known === undefined) return
    const data = { member: { ...known, paused } }
    await log.append({
      room,
      events: [{ type: 'member-changed', id: id as never, by, data }],
      at: this.office.now(),
      fingerprint: id,
    })
  }
}
