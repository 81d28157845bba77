import { join } from 'node:path'
import { DIALECTS, eventsSpan } from './channel-dialects.ts'
import type { Dialect } from './channel-dialects.ts'
import { startNaive, startParley, startSocketIo } from './channel-servers.ts'
import type { BenchmarkServer } from './channel-servers.ts'
import { frameOf, LeanSocket } from './channel-socket.ts'
import { withFolderOnDisk } from './disk.ts'
import { figure, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { residentKilobytes } from './process-usage.ts'

const CONNECTIONS = 10_000
const ROOMS = 100
const CONNECTING_AT_ONCE = 50
const SETTLE_MS = 1_000

const MISSED = 10_000
const IN_FLIGHT = 64
const RESUMES = 5

/**
 * `idle-connection-kb`: memory that a server takes for each of 10,000 connections, each in one of 100
 * rooms in which nothing happens, after a collection. `resume-10000-ms`: how long a client that missed
 * 10,000 messages takes, from connecting to having all of them.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  await withFolderOnDisk(async (directory) => {
    const ours = await idleKilobytes(await startParley(join(directory, 'idle')))
    const socketIo = await idleKilobytes(await startSocketIo())
    const naive = await idleKilobytes(await startNaive())
    if (ours !== undefined && socketIo !== undefined && naive !== undefined) {
      report(figure('idle-connection-kb', ours, 'kB', socketIo))
      report(figure('idle-connection-ws-kb', ours, 'kB', naive))
    }
    report(figure(`resume-${MISSED}-ms`, await resumeMs(join(directory, 'resume')), 'ms'))
  })
}

async function idleKilobytes(server: BenchmarkServer): Promise<number | undefined> {
  const dialect = DIALECTS[server.dialect]
  const rooms = await server.createRooms(ROOMS)
  // What the first connections make the server load is none of the others'.
  const sockets = await enterAll(server, dialect, rooms, ROOMS)
  const before = await collectedKilobytes(server)
  sockets.push(...(await enterAll(server, dialect, rooms, CONNECTIONS)))
  const after = await collectedKilobytes(server)
  for (const socket of sockets) socket.close()
  await server.close()
  return before === undefined || after === undefined ? undefined : (after - before) / CONNECTIONS
}

async function enterAll(
  server: BenchmarkServer,
  { endpoint, enter }: Dialect,
  rooms: string[],
  count: number,
): Promise<LeanSocket[]> {
  const sockets: LeanSocket[] = []
  let next = 0
  const connect = async () => {
    while (next < count) {
      const room = rooms[next % rooms.length] as string
      next += 1
      const socket = await LeanSocket.open(endpoint(server))
      await enter(socket, room)
      socket.onMessage = () => undefined
      sockets.push(socket)
    }
  }
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, connect))
  return sockets
}

async function collectedKilobytes({ serverPid }: BenchmarkServer): Promise<number | undefined> {
  for (let collection = 0; collection < 2; collection += 1) {
    await pause(SETTLE_MS)
    process.kill(serverPid, 'SIGUSR2')
  }
  await pause(SETTLE_MS)
  return residentKilobytes(serverPid)
}

async function resumeMs(directory: string): Promise<number> {
  const server = await startParley(directory)
  const [room] = (await server.createRooms(1)) as [string]
  await post(server, room)
  const times: number[] = []
  for (let resume = 0; resume < RESUMES; resume += 1) times.push(await resumeOnce(server, room))
  await server.close()
  return median(times)
}

async function post(server: BenchmarkServer, room: string): Promise<void> {
  const { endpoint, post: frames, acksIn } = DIALECTS.parley
  const socket = await LeanSocket.open(endpoint(server))
  const frame = frames(room, 0)
  let [sent, acked] = [0, 0]
  await new Promise<void>((resolve) => {
    socket.onMessage = (bytes, start, end) => {
      acked += acksIn(bytes, start, end, socket)
      for (; sent < Math.min(MISSED, acked + IN_FLIGHT); sent += 1) socket.send(frame(sent))
      if (acked === MISSED) resolve()
    }
    for (; sent < IN_FLIGHT; sent += 1) socket.send(frame(sent))
  })
  socket.close()
}

async function resumeOnce(server: BenchmarkServer, room: string): Promise<number> {
  const begun = performance.now()
  const socket = await LeanSocket.open(DIALECTS.parley.endpoint(server))
  let cursor: number | undefined
  let missed = 0
  await new Promise<void>((resolve, reject) => {
    socket.onMessage = (bytes, start, end) => {
      const text = bytes.toString('utf8', start, end)
      const span = eventsSpan(text)
      if (span === undefined) return
      if (cursor !== undefined && span.after !== cursor) reject(new Error(`a gap after ${cursor}`))
      cursor = span.to
      missed += (JSON.parse(text) as { events: { type: string }[] }).events.filter(
        ({ type }) => type === 'message-posted',
      ).length
      if (missed === MISSED) resolve()
    }
    socket.send(frameOf(JSON.stringify({ type: 'attach', ref: '1', room, after: 0 })))
  })
  socket.close()
  return performance.now() - begun
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
