import { readFileSync } from 'node:fs'
import { DIALECTS } from './channel-dialects.ts'
import type { Dialect } from './channel-dialects.ts'
import { LeanSocket } from './channel-socket.ts'

/** What one load process is asked to do; it is given as JSON in the first argument. */
export type Load = {
  dialect: keyof typeof DIALECTS
  port: number
  token: string
  rooms: string[]
  /** Connections that post, dealt out to the rooms in turn. */
  writers: number
  inFlightPerWriter: number
  subscribersPerRoom: number
  warmUpMs: number
  measureMs: number
  serverPid: number
}

/** What it prints as JSON. */
export type LoadResult = {
  acksPerSecond: number
  deliveriesPerSecond: number
  ackP50Ms: number
  ackP99Ms: number
  /** Share of one core. */
  loadCpu: number
  /** Undefined where the system does not tell. */
  serverCpu?: number
}

/** Enough of an `events` frame to see how many events it has. */
const HEAD_BYTES = 160
const CLOCK_TICKS_PER_SECOND = 100

const load = JSON.parse(process.argv[2] ?? '') as Load
const dialect = DIALECTS[load.dialect]
let acks = 0
let deliveries = 0
let latencies: number[] = []

for (const room of load.rooms) {
  for (let index = 0; index < load.subscribersPerRoom; index += 1) await subscribe(dialect, room)
}
const writers = Array.from({ length: load.writers }, (_, index) => startWriter(dialect, index))
for (const start of await Promise.all(writers)) start()
await pause(load.warmUpMs)
const result = await measure()
// The sockets stay open until here: closing them one by one is no part of what is measured.
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit())

async function subscribe({ endpoint, enter, deliveriesIn }: Dialect, room: string): Promise<void> {
  const socket = await LeanSocket.open(endpoint(load))
  await enter(socket, room)
  socket.headBytes = HEAD_BYTES
  socket.onMessage = (bytes, start, end) => {
    deliveries += deliveriesIn(bytes, start, end, socket)
  }
}

async function startWriter({ endpoint, greet, post, acksIn }: Dialect, index: number): Promise<() => void> {
  const socket = await LeanSocket.open(endpoint(load))
  await greet(socket)
  const room = load.rooms[index % load.rooms.length] as string
  const frame = post(room, index)
  // Answers come in the order of the posts.
  const sentAt: number[] = []
  let number = 0
  const send = () => {
    sentAt.push(performance.now())
    number += 1
    socket.send(frame(number))
  }
  socket.onMessage = (bytes, start, end) => {
    const now = performance.now()
    for (let acked = acksIn(bytes, start, end, socket); acked > 0; acked -= 1) {
      acks += 1
      latencies.push(now - (sentAt.shift() ?? now))
      send()
    }
  }
  return () => {
    for (let sent = 0; sent < load.inFlightPerWriter; sent += 1) send()
  }
}

async function measure(): Promise<LoadResult> {
  const server = cpuSeconds(load.serverPid)
  const cpu = process.cpuUsage()
  const [acksBefore, deliveriesBefore, startedAt] = [acks, deliveries, performance.now()]
  latencies = []
  await pause(load.measureMs)
  const seconds = (performance.now() - startedAt) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const serverAfter = cpuSeconds(load.serverPid)
  const measured = latencies.toSorted((a, b) => a - b)
  return {
    acksPerSecond: (acks - acksBefore) / seconds,
    deliveriesPerSecond: (deliveries - deliveriesBefore) / seconds,
    ackP50Ms: measured[Math.floor(measured.length * 0.5)] ?? NaN,
    ackP99Ms: measured[Math.floor(measured.length * 0.99)] ?? NaN,
    loadCpu: (user + system) / 1e6 / seconds,
    ...(server === undefined || serverAfter === undefined
      ? {}
      : { serverCpu: (serverAfter - server) / seconds }),
  }
}

/** Processor time that a process has used, on systems that have /proc. */
function cpuSeconds(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND
  } catch {
    // macOS and Windows have none: the figure is left out.
    return undefined
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
