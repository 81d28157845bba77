import { DIALECTS } from './channel-dialects.ts'
import type { Dialect } from './channel-dialects.ts'
import { LeanSocket } from './channel-socket.ts'
import { percentile } from './figure.ts'
import { cpuSeconds } from './process-usage.ts'

/** What one load process is asked to do; it is given as JSON in the first argument. */
export type Load = {
  dialect: keyof typeof DIALECTS
  port: number
  token: string
  rooms: string[]
  /** Connections that post, dealt out to the rooms in turn. */
  writers: number
  /** A writer keeps so many in flight, or posts at its own rate whatever happens to the others. */
  pressure: { inFlight: number } | { perSecond: number }
  subscribersPerRoom: number
  warmUpMs: number
  measureMs: number
  serverPid: number
}

/** What it prints as JSON. Latencies are those of the time that is measured. */
export type LoadResult = {
  acksPerSecond: number
  deliveriesPerSecond: number
  /** Messages in one WebSocket frame, on the average. */
  deliveriesPerFrame: number
  ackP50Ms: number
  ackP99Ms: number
  /** From the post to a subscriber; of writers that post at a rate, one in each room. */
  deliveryP50Ms?: number
  deliveryP99Ms?: number
  /** Share of one core. */
  loadCpu: number
  /** Undefined where the system does not tell. */
  serverCpu?: number
}

/** Enough of an `events` frame to see how many events it has. */
const HEAD_BYTES = 160
const PACE_EVERY_MS = 1
const CONNECTING_AT_ONCE = 50

const load = JSON.parse(process.argv[2] ?? '') as Load
const isPaced = 'perSecond' in load.pressure
const dialect = DIALECTS[load.dialect]
let acks = 0
let deliveries = 0
let frames = 0
let ackLatencies: number[] = []
let deliveryLatencies: number[] = []
/** When the messages of each room were posted: each subscriber gets them in that order. */
const postedAt = new Map(load.rooms.map((room): [string, number[]] => [room, []]))

const subscribers = load.rooms.flatMap((room) => Array.from({ length: load.subscribersPerRoom }, () => room))
while (subscribers.length > 0) {
  await Promise.all(subscribers.splice(0, CONNECTING_AT_ONCE).map((room) => subscribe(dialect, room)))
}
const writers = await Promise.all(
  Array.from({ length: load.writers }, (_, index) => connectWriter(dialect, index)),
)
if ('inFlight' in load.pressure) keepInFlight(load.pressure.inFlight)
else keepPace(load.pressure.perSecond)
await pause(load.warmUpMs)
const result = await measure()
// The sockets stay open until here: closing them one by one is no part of what is measured.
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit())

async function subscribe({ endpoint, enter, deliveriesIn }: Dialect, room: string): Promise<void> {
  const socket = await LeanSocket.open(endpoint(load))
  await enter(socket, room)
  socket.headBytes = HEAD_BYTES
  const posted = postedAt.get(room) ?? []
  let seen = 0
  socket.onMessage = (bytes, start, end) => {
    const delivered = deliveriesIn(bytes, start, end, socket)
    if (delivered === 0) return
    deliveries += delivered
    frames += 1
    if (!isPaced) return
    const now = performance.now()
    const last = seen + delivered
    for (; seen < last; seen += 1) deliveryLatencies.push(now - (posted[seen] ?? now))
  }
}

type Writer = { send: () => void; onAck: () => void }

async function connectWriter({ endpoint, greet, post, acksIn }: Dialect, index: number): Promise<Writer> {
  const socket = await LeanSocket.open(endpoint(load))
  await greet(socket)
  const room = load.rooms[index % load.rooms.length] as string
  const posted = postedAt.get(room) ?? []
  const frame = post(room, index)
  // Answers come in the order of the posts.
  const sentAt: number[] = []
  let number = 0
  const writer: Writer = {
    send: () => {
      const now = performance.now()
      sentAt.push(now)
      if (isPaced) posted.push(now)
      number += 1
      socket.send(frame(number))
    },
    onAck: () => undefined,
  }
  socket.onMessage = (bytes, start, end) => {
    const now = performance.now()
    for (let acked = acksIn(bytes, start, end, socket); acked > 0; acked -= 1) {
      acks += 1
      ackLatencies.push(now - (sentAt.shift() ?? now))
      writer.onAck()
    }
  }
  return writer
}

function keepInFlight(count: number): void {
  for (const writer of writers) {
    writer.onAck = writer.send
    for (let sent = 0; sent < count; sent += 1) writer.send()
  }
}

/** The writers take turns, so that all of them together post evenly. */
function keepPace(perSecond: number): void {
  const begun = performance.now()
  let sent = 0
  setInterval(() => {
    const due = ((performance.now() - begun) / 1_000) * perSecond * writers.length
    for (; sent < due; sent += 1) writers[sent % writers.length]?.send()
  }, PACE_EVERY_MS)
}

async function measure(): Promise<LoadResult> {
  const server = cpuSeconds(load.serverPid)
  const cpu = process.cpuUsage()
  const [acksBefore, deliveriesBefore, framesBefore] = [acks, deliveries, frames]
  const startedAt = performance.now()
  ackLatencies = []
  deliveryLatencies = []
  await pause(load.measureMs)
  const seconds = (performance.now() - startedAt) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const serverAfter = cpuSeconds(load.serverPid)
  return {
    acksPerSecond: (acks - acksBefore) / seconds,
    deliveriesPerSecond: (deliveries - deliveriesBefore) / seconds,
    deliveriesPerFrame: (deliveries - deliveriesBefore) / (frames - framesBefore),
    ackP50Ms: percentile(ackLatencies, 0.5),
    ackP99Ms: percentile(ackLatencies, 0.99),
    ...(isPaced
      ? {
          deliveryP50Ms: percentile(deliveryLatencies, 0.5),
          deliveryP99Ms: percentile(deliveryLatencies, 0.99),
        }
      : {}),
    loadCpu: (user + system) / 1e6 / seconds,
    ...(server === undefined || serverAfter === undefined
      ? {}
      : { serverCpu: (serverAfter - server) / seconds }),
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
