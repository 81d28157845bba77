import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Random } from '../simulation/random.ts'
import { clientFrame } from './frames.ts'
import { attackOnce, fuzzConnections } from './fuzz-attacks.ts'
import { fuzzReader, fuzzSocket } from './fuzz-frames.ts'
import type { FuzzServerMessage, FuzzServerReady } from './fuzz-server.ts'
import type { HonestData, HonestReport } from './honest-client.ts'
import { FOREIGN_ROOMS } from './hostile-frames.ts'
import { allFramings, upgrade } from './hostile-sockets.ts'
import { Verdicts } from './verdicts.ts'

export type FuzzOptions = { seed: string; frames: number; progress?: (frames: number) => void }

export type FuzzResult = {
  seed: string
  faults: string[]
  seconds: number
  /** Given to the frame reader itself; sent over sockets; sent in broken framing or to a broken handshake. */
  frames: { reader: number; sockets: number; framing: number }
  errors: Record<string, number>
  closes: Record<string, number>
  statuses: Record<string, number>
  /** After a collection of garbage, at the end of each tenth, MB. */
  heapMb: number[]
  /** What a flood of pings that reads nothing makes the server hold, MB. */
  floodMb: number
  /** From sending to acknowledgement, median: after each tenth without hostile frames, and meanwhile. */
  honestMs: { alone: number; meanwhile: number }
}

const SHARE = { sockets: 0.4, framing: 0.05 }
/** Hostile connections at a time: frames, and broken framing. */
const CONNECTIONS = { sockets: 2, framing: 6 }
/** How long the honest client is alone after each tenth, for comparison. */
const CALM_MS = 300
const SLOW_HANDSHAKES = 100
const FLOOD_BYTES = 24 * 1024 * 1024
/** How much more than at the end of the second tenth the heap may hold at the end. */
const LEAK_MB = 8
const FLOOD_MB = 12
const MB = 1024 * 1024

/** Sends that many hostile frames to a server, which must neither fall, nor leak, nor forget its manners. */
export async function runFuzz({ seed, frames, progress }: FuzzOptions): Promise<FuzzResult> {
  const started = performance.now()
  const verdicts = new Verdicts()
  const child = fork(fileURLToPath(new URL('./fuzz-server.ts', import.meta.url)), {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ready = await message(child, 'ready')
  child.on('message', (said: FuzzServerMessage) => said.kind === 'fault' && verdicts.fault(said.text))
  child.on('exit', (code) => verdicts.fault(`the server ended with ${code}`))
  const target = { url: ready.url, token: ready.tokens['hostile'] ?? '' }
  try {
    const states = await furnish(ready)
    const honest = await startHonest(ready)
    const calm: number[] = []
    const stormy: number[] = []
    const loris = Array.from({ length: SLOW_HANDSHAKES }, () => slowHandshake(target))
    for (const attack of allFramings(new Random(`${seed}/all`), target.token)) {
      await attackOnce(attack, target.url, verdicts)
    }

    const heapMb: number[] = []
    const done = { reader: 0, sockets: 0, framing: 0 }
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = (of: number, connections: number) => Math.ceil((frames * of) / 10 / connections)
      const parts = [
        ...Array.from({ length: CONNECTIONS.sockets }, (_, index) => {
          const count = share(SHARE.sockets, CONNECTIONS.sockets)
          done.sockets += count
          return fuzzSocket(new Random(`${seed}/${tenth}/s${index}`), count, target, verdicts)
        }),
        ...Array.from({ length: CONNECTIONS.framing }, (_, index) => {
          const count = share(SHARE.framing, CONNECTIONS.framing)
          done.framing += count
          return fuzzConnections(new Random(`${seed}/${tenth}/c${index}`), count, target, verdicts)
        }),
      ]
      await ask(honest)
      await Promise.all(parts)
      stormy.push(...(await ask(honest)).latencies)
      const reader = share(1 - SHARE.sockets - SHARE.framing, 1)
      fuzzReader(new Random(`${seed}/${tenth}/r`), reader, verdicts)
      done.reader += reader
      heapMb.push((await memory(child)).heap / MB)
      await ask(honest)
      await sleep(CALM_MS)
      calm.push(...(await ask(honest)).latencies)
      progress?.(Math.min(frames, done.reader + done.sockets + done.framing))
    }

    const report = await ask(honest)
    const floodMb = await flood(child, target)
    for (const socket of loris) socket.destroy()
    if (report.lost) verdicts.fault('the honest client was refused, or lost its connection')
    for (const [room, state] of states) {
      if ((await snapshot(ready, room)) !== state) verdicts.fault(`${room} is not as it was`)
    }
    const growthMb = (heapMb.at(-1) ?? 0) - (heapMb[1] ?? 0)
    if (growthMb > LEAK_MB) verdicts.fault(`the heap has grown by ${growthMb.toFixed(1)} MB`)
    if (floodMb > FLOOD_MB) verdicts.fault(`a flood of pings holds ${floodMb.toFixed(1)} MB`)
    await honest.terminate()
    child.removeAllListeners('exit')
    return {
      seed,
      faults: verdicts.faults,
      seconds: Math.round((performance.now() - started) / 1_000),
      frames: done,
      errors: verdicts.errors,
      closes: verdicts.closes,
      statuses: verdicts.statuses,
      heapMb: heapMb.map((value) => Number(value.toFixed(1))),
      floodMb: Number(floodMb.toFixed(1)),
      honestMs: { alone: Number(median(calm).toFixed(2)), meanwhile: Number(median(stormy).toFixed(2)) },
    }
  } finally {
    child.kill()
  }
}

/** A room of the honest client, rooms of somebody else that are attacked, and how those stand. */
async function furnish(ready: FuzzServerReady): Promise<Map<string, string>> {
  for (const [who, room] of [
    ['honest', 'the-honest-room'],
    ['other', FOREIGN_ROOMS[0]],
  ] as const) {
    const command = { type: 'create-room', members: [], replyMode: 'manual', text: 'hello' }
    const response = await request(ready, who, `/api/rooms/${room}/commands`, {
      id: `create-${who}`,
      command,
    })
    if (!response.ok) throw new Error(`no room: ${await response.text()}`)
  }
  return new Map([[FOREIGN_ROOMS[0], await snapshot(ready, FOREIGN_ROOMS[0])]])
}

async function snapshot(ready: FuzzServerReady, room: string): Promise<string> {
  return (await request(ready, 'other', `/api/rooms/${room}?tail=100`)).text()
}

function request(
  { url, tokens }: FuzzServerReady,
  who: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  return fetch(url + path, {
    headers: { authorization: `Bearer ${tokens[who]}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
}

async function startHonest({ url, tokens }: FuzzServerReady): Promise<Worker> {
  const workerData: HonestData = { url, token: tokens['honest'] ?? '', room: 'the-honest-room', everyMs: 25 }
  const worker = new Worker(new URL('./honest-client.ts', import.meta.url), { workerData })
  await once(worker, 'message')
  return worker
}

async function ask(honest: Worker): Promise<HonestReport> {
  honest.postMessage('report')
  return ((await once(honest, 'message')) as [HonestReport])[0]
}

/** A request that is never finished. */
function slowHandshake({ url, token }: { url: string; token: string }) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
    socket.write(upgrade({ token }).subarray(0, 80)),
  )
  return socket.on('error', () => undefined)
}

/** Pings without end by somebody who reads no pong: how much the server holds for it, at most. */
async function flood(child: ChildProcess, { url, token }: { url: string; token: string }): Promise<number> {
  const before = await memory(child)
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(upgrade({ token })))
  socket.on('error', () => undefined)
  await once(socket, 'data')
  socket.pause()
  const pings = Buffer.concat(
    Array.from({ length: 500 }, () => clientFrame({ payload: Buffer.alloc(125), opcode: 9 })),
  )
  for (let sent = 0; sent < FLOOD_BYTES && !socket.destroyed; sent += pings.length) {
    socket.write(pings)
    for (let waits = 0; socket.writableNeedDrain && waits < 10; waits += 1) await sleep(5)
  }
  await sleep(200)
  const after = await memory(child)
  socket.resetAndDestroy()
  return (after.heap - before.heap) / MB
}

async function memory(child: ChildProcess): Promise<{ heap: number; rss: number }> {
  child.send('memory')
  return message(child, 'memory')
}

function message<Kind extends FuzzServerMessage['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FuzzServerMessage, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the server has ended'))
    const take = (said: FuzzServerMessage) => {
      if (said.kind !== kind) return
      child.off('message', take).off('exit', ended)
      resolve(said as Extract<FuzzServerMessage, { kind: Kind }>)
    }
    child.on('message', take).once('exit', ended)
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
