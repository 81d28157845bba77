import type { RoomEvent, RoomSnapshot } from '@parley/protocol'
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { ownerToken, startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'
import { StubbornWriter } from './stubborn-writer.ts'

const KILLS = Number(process.env['PARLEY_KILLS'] ?? 8)
/** Two rooms in which people write, one where agents answer at once, one where a reply takes its time. */
const ROOMS = [
  { id: 'kill-a', replyMode: 'manual', members: [] },
  { id: 'kill-b', replyMode: 'manual', members: [] },
  {
    id: 'kill-swift',
    pace: 'instant',
    members: ['a_elon-musk', 'a_fidji-simo', 'a_sam-altman'],
    pauseMs: 650,
  },
  { id: 'kill-slow', pace: 'human', members: ['a_steve-jobs'], pauseMs: 3_000 },
]

const data = await temporaryData()
afterAll(data.remove)

test(`[C2 C3 D15] ${KILLS} kills at random moments under writes lose nothing, double nothing, leave no turn open`, async () => {
  let server = await start()
  const token = await ownerToken(data.directory)
  for (const room of ROOMS) await createRoom(server, token, room)
  const writers = ROOMS.flatMap(({ id, pauseMs = 0 }) =>
    // Two at once where nobody answers.
    Array.from({ length: pauseMs === 0 ? 2 : 1 }, () => new StubbornWriter(id, token, pauseMs)),
  )

  for (let kill = 0; kill < KILLS; kill += 1) {
    const { url } = server
    const connections = writers.map((writer) => writer.connect(url))
    await sleep(randomInt(50, 1_200))
    await server.kill()
    await Promise.all(connections)
    server = await start()
  }
  const { url } = server
  const connections = writers.map((writer) => writer.connect(url))
  await sleep(500)
  for (const writer of writers) writer.stop()
  await Promise.all(connections)
  await untilQuiet(server, token)

  const logs = new Map<string, RoomEvent[]>()
  for (const { id } of ROOMS) logs.set(id, await readLog(server, token, id))
  await server.stop()

  const events = [...logs.values()].flat()
  const posted = new Map<string, string[]>()
  for (const event of events) {
    if (event.type === 'message-posted')
      posted.set(event.id, [...(posted.get(event.id) ?? []), event.data.text])
  }
  const acknowledged = writers.flatMap((writer) => [...writer.acknowledged])
  for (const [id, text] of acknowledged) {
    expect(posted.get(id), id).toEqual([text])
  }
  for (const [room, log] of logs) expectGapless(room, log)
  const ended = events.flatMap((event) => (event.type === 'turn-ended' ? [event.data.turn] : []))
  const queued = events.flatMap((event) => (event.type === 'turn-queued' ? [event.data.plan.id] : []))
  expect(ended.toSorted()).toEqual(queued.toSorted())
  console.log(
    `${KILLS} kills: ${acknowledged.length} acknowledged messages, each in the log once; ` +
      `${queued.length} turns, each ended once; ${recovered(events)} ended by a restart`,
  )
}, 600_000)

function start(): Promise<ServerProcess> {
  // Its writers are faster than anybody may be.
  return startServer(data.directory, { PARLEY_COMMANDS_PER_SECOND: '100000' })
}

async function createRoom(
  server: ServerProcess,
  token: string,
  { id, pauseMs: _, ...room }: (typeof ROOMS)[number],
): Promise<void> {
  const command = { type: 'create-room', title: id, ...room }
  const response = await fetch(`${server.url}/api/rooms/${id}/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ id: `create-${id}`, command }),
  })
  expect(response.status, await response.text()).toBe(200)
}

/** No turn runs and none is about to: a run's next turn is queued at once at this pace. */
async function untilQuiet(server: ServerProcess, token: string): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    await sleep(700)
    const { rooms } = await read<{ rooms: RoomSnapshot[] }>(server, token, '/api/rooms')
    quiet = rooms.every(({ head }) => head.turns.length === 0) ? quiet + 1 : 0
  }
}

async function readLog(server: ServerProcess, token: string, room: string): Promise<RoomEvent[]> {
  const events: RoomEvent[] = []
  for (let after = 0; ;) {
    const path = `/api/rooms/${room}/events?after=${after}&limit=500`
    const page = await read<{ to: number; head: number; events: RoomEvent[] }>(server, token, path)
    events.push(...page.events)
    if (page.to >= page.head) return events
    after = page.to
  }
}

async function read<Body>(server: ServerProcess, token: string, path: string): Promise<Body> {
  const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } })
  expect(response.status).toBe(200)
  return (await response.json()) as Body
}

/** Only folded chunks may be missing, and those lie before the end of their message. */
function expectGapless(room: string, log: RoomEvent[]): void {
  const chunks = log.filter((event) => event.type === 'message-appended')
  expect(chunks, `${room}: chunks of a finished message`).toEqual([])
  const finished = log.flatMap((event) => (event.type === 'message-finished' ? [event] : []))
  const started = log.flatMap((event) => (event.type === 'message-started' ? [event.id] : []))
  expect(finished.map((event) => event.data.message).toSorted()).toEqual(started.toSorted())
  log.reduce((previous, event) => {
    const folded = finished.some((end) => {
      const begin = log.find((other) => other.id === end.data.message)
      return begin !== undefined && begin.seq <= previous && end.seq >= event.seq
    })
    if (!folded) expect(event.seq, `${room}: after ${previous}`).toBe(previous + 1)
    return event.seq
  }, 0)
}

function recovered(events: readonly RoomEvent[]): number {
  return events.filter(
    (event) =>
      event.type === 'turn-ended' && event.data.reasons?.some((reason) => reason.code === 'recovered'),
  ).length
}
