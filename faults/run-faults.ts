import type { MemberId, RoomEvent, RoomId, Seq } from '@parley/protocol'
import { openSqliteStore } from '@parley/server'
import { setTimeout as sleep } from 'node:timers/promises'
import { issueToken } from '../packages/server/src/authority/tokens.ts'
import { startServer, temporaryData } from '../e2e/server-process.ts'
import type { ServerProcess } from '../e2e/server-process.ts'
import { Random } from '../simulation/random.ts'
import { FaultyProxy } from './faulty-proxy.ts'
import type { ProxyCounts } from './faulty-proxy.ts'
import { judge } from './judge.ts'
import { Writer } from './writer.ts'

export type FaultOptions = {
  seed: string
  cuts: number
  clients: number
  /** The server is killed after so many cuts, again and again; 0: never. */
  cutsPerKill: number
  /** Mean pause of a writer between two messages. */
  pauseMs: number
  progress?: (cuts: number) => void
}

export type FaultResult = {
  seed: string
  /** Everything that is wrong. */
  faults: string[]
  seconds: number
  kills: number
  posted: number
  acknowledged: number
  reloads: number
  events: number
  /** Until everybody had everything, after the last fault. */
  settledMs: number
  refusals: Record<string, number>
  proxy: ProxyCounts
}

/** People alone, and people with agents, whose turns they interrupt. */
const ROOMS = [
  { id: 'faults-a', replyMode: 'manual', agents: [] },
  { id: 'faults-b', replyMode: 'manual', agents: [] },
  { id: 'faults-c', replyMode: 'manual', agents: [] },
  { id: 'faults-agents', replyMode: 'autopilot', pace: 'instant', agents: ['a_elon-musk', 'a_sam-altman'] },
] as const
/** What the clients are told to use, in turn. */
const TRANSPORTS = ['socket', 'socket', 'auto', 'stream'] as const
/** By then everybody must have everything: a silence is noticed after 20 s. */
const SETTLE_MS = 60_000
/** Of the server, until all is told: an agent that speaks just then is rare, twice in a row it is a fault. */
const MOST_STARTS = 3

type Person = { id: MemberId; token: string }

/** Lives through that many cuts, lets the network become good again, and compares everybody with the store. */
export async function runFaults(options: FaultOptions): Promise<FaultResult> {
  const started = performance.now()
  const data = await temporaryData()
  const people = await invite(data.directory, options.clients)
  const proxy = new FaultyProxy(options.seed)
  const url = await proxy.listen()
  let server = await startServer(data.directory)
  let writers: Writer[] = []
  try {
    await furnish(server, people)
    proxy.targetPort = portOf(server)
    writers = people.map(
      ({ id, token }, index) =>
        new Writer({
          url,
          id,
          token,
          rooms: ROOMS.map((room) => room.id as RoomId),
          random: new Random(`${options.seed}/writer/${index}`),
          transport: TRANSPORTS[index % TRANSPORTS.length] ?? 'socket',
          pauseMs: options.pauseMs,
        }),
    )
    await until(() => writers.every((writer) => writer.isSettled), SETTLE_MS, 'everybody is there')
    for (const writer of writers) writer.start()
    proxy.storm()

    let kills = 0
    while (proxy.counts.cuts < options.cuts) {
      await sleep(50)
      options.progress?.(Math.min(proxy.counts.cuts, options.cuts))
      if (options.cutsPerKill === 0 || proxy.counts.cuts < (kills + 1) * options.cutsPerKill) continue
      kills += 1
      proxy.targetPort = undefined
      await server.kill()
      server = await startServer(data.directory)
      proxy.targetPort = portOf(server)
    }

    for (const writer of writers) writer.stop()
    await proxy.calm()
    const calmAt = performance.now()
    const faults = await settle(writers, server, people)
    const settledMs = performance.now() - calmAt
    await server.stop()
    let logs = await readLogs(data.directory)
    // An agent may have begun to speak between the last look and the stop: all learn of it after another start.
    for (let start = 0; start < MOST_STARTS && faults.length === 0 && isBehind(writers, logs); start += 1) {
      server = await startServer(data.directory)
      proxy.targetPort = portOf(server)
      faults.push(...(await settle(writers, server, people)))
      await server.stop()
      logs = await readLogs(data.directory)
    }
    faults.push(...judge(logs, writers))
    return {
      seed: options.seed,
      faults,
      seconds: Math.round((performance.now() - started) / 1_000),
      kills,
      posted: sum(writers, ({ posted }) => posted.length),
      acknowledged: sum(writers, ({ witness }) => witness.acknowledged.size),
      reloads: sum(writers, ({ reloads }) => reloads),
      events: sum([...logs.values()], (log) => log.length),
      settledMs: Math.round(settledMs),
      refusals: total(writers.map(({ witness }) => witness.refusals)),
      proxy: proxy.counts,
    }
  } finally {
    for (const writer of writers) writer.close()
    await proxy.close()
    await server.kill()
    await data.remove()
  }
}

/** People of the workspace with a token each. */
async function invite(directory: string, count: number): Promise<Person[]> {
  const store = await openSqliteStore({ directory })
  const people: Person[] = []
  for (let index = 0; index < count; index += 1) {
    const id = `p_writer-${index + 1}` as MemberId
    await store.directory.putPerson({ id, name: `Writer ${index + 1}`, createdAt: 0 })
    const holder = { member: id, kind: 'person', createdBy: id } as const
    people.push({ id, token: (await issueToken(store.directory, holder, Date.now())).token })
  }
  await store.close()
  return people
}

async function furnish(server: ServerProcess, people: readonly Person[]): Promise<void> {
  const [owner, ...others] = people
  for (const { id, agents, ...settings } of ROOMS) {
    const members = [...others.map((person) => person.id), ...agents]
    const command = { type: 'create-room', title: id, members, ...settings }
    const response = await fetch(`${server.url}/api/rooms/${id}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner?.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: `create-${id}`, command }),
    })
    if (!response.ok) throw new Error(`no room ${id}: ${await response.text()}`)
  }
}

/** Waits until every outbox is empty, every agent silent, and everybody at the head of every room. */
async function settle(
  writers: readonly Writer[],
  server: ServerProcess,
  people: readonly Person[],
): Promise<string[]> {
  const headers = { authorization: `Bearer ${people[0]?.token}` }
  const deadline = performance.now() + SETTLE_MS
  for (let quiet = 0; quiet < 4;) {
    if (performance.now() > deadline) return unsettled(writers)
    await sleep(100)
    const isQuiet = writers.every((writer) => writer.isSettled) && (await isAtRest())
    quiet = isQuiet ? quiet + 1 : 0
  }
  return []

  async function isAtRest(): Promise<boolean> {
    const response = await fetch(`${server.url}/api/rooms`, { headers })
    const { rooms } = (await response.json()) as { rooms: { head: { id: RoomId; seq: Seq; turns: [] } }[] }
    return rooms.every(
      ({ head }) =>
        head.turns.length === 0 &&
        writers.every(({ witness }) => witness.rooms.get(head.id)?.cursor === head.seq),
    )
  }
}

/** Whether a log has an event that a client has not. */
function isBehind(writers: readonly Writer[], logs: ReadonlyMap<RoomId, RoomEvent[]>): boolean {
  return [...logs].some(([room, log]) =>
    writers.some(({ witness }) => witness.rooms.get(room)?.cursor !== log.at(-1)?.seq),
  )
}

function unsettled(writers: readonly Writer[]): string[] {
  const late = writers.filter((writer) => !writer.isSettled)
  return [
    'not everybody has everything in time',
    ...late.map(
      ({ id, client }) =>
        `${id} is ${client.status}: ${client.rooms.map((room) => `${room.id} synced ${room.synced}, pending ${JSON.stringify(room.pending)}`).join('; ')}`,
    ),
  ]
}

async function readLogs(directory: string): Promise<Map<RoomId, RoomEvent[]>> {
  const store = await openSqliteStore({ directory })
  const logs = new Map<RoomId, RoomEvent[]>()
  for (const { id } of ROOMS) {
    const events: RoomEvent[] = []
    for (let after = 0 as Seq; ;) {
      const page = await store.readEvents(id as RoomId, after, 500)
      if (page === undefined) throw new Error(`the store has no ${id}`)
      events.push(...page.events)
      after = page.to
      if (page.to >= page.head) break
    }
    logs.set(id as RoomId, events)
  }
  await store.close()
  return logs
}

async function until(holds: () => boolean, withinMs: number, what: string): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not in time: ${what}`)
    await sleep(20)
  }
}

function portOf(server: ServerProcess): number {
  return Number(new URL(server.url).port)
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((before, item) => before + of(item), 0)
}

function total(maps: readonly ReadonlyMap<string, number>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const map of maps) for (const [name, count] of map) counts[name] = (counts[name] ?? 0) + count
  return counts
}
