import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Load, LoadResult } from './channel-load.ts'
import type { TokenStream } from './tokens-stream.ts'

/** A server in a process of its own. */
export type BenchmarkServer = Pick<Load, 'dialect' | 'port' | 'token' | 'serverPid'> & {
  /** Answers their ids. */
  createRooms: (count: number) => Promise<string[]>
  close: () => Promise<void>
}

export type ParleyServer = BenchmarkServer & {
  /** Lets agents speak in a room; resolves when all of it is durable. */
  streamTokens: (room: string, stream: TokenStream) => Promise<void>
}

const SERVER_CORE = 0
export const LOAD_CORE = 1
const WARM_UP_MS = 1_000
const MEASURE_MS = 3_000

const canPlace = existsSync('/usr/bin/taskset') && availableParallelism() > 1

/** Where the processes run, in words. */
export const PLACEMENT = canPlace
  ? `each server (all of its threads) on core ${SERVER_CORE}, the load on core ${LOAD_CORE}`
  : 'servers and load on whatever cores the system gives them'

/** What an acknowledgement of each server is worth. */
export const GUARANTEES = [
  'parley: durable on disk before anybody gets it; in one order, each once, resumable from anywhere',
  'socket.io 4: nothing is kept; what is sent while a client is away is lost',
  'ws, one send per socket: nothing is kept; what is sent while a client is away is lost',
]

export async function startParley(dataDirectory: string): Promise<ParleyServer> {
  const child = spawnOn(SERVER_CORE, 'channel-parley-server.ts', dataDirectory, { OLLAMA_HOST: '' })
  const { url, token } = JSON.parse(await lineOf(child)) as { url: string; token: string }
  return {
    ...serverOf('parley', child, Number(new URL(url).port)),
    token,
    createRooms: async (count) => {
      const rooms: string[] = []
      while (rooms.length < count) rooms.push(await createRoom(url, token))
      return rooms
    },
    streamTokens: async (room, stream) => {
      child.stdin?.write(`${JSON.stringify({ room, ...stream })}\n`)
      await lineOf(child)
    },
  }
}

export async function startSocketIo(): Promise<BenchmarkServer> {
  const child = spawnOn(SERVER_CORE, 'channel-socket-io-server.ts')
  return serverOf('socketIo', child, Number(await lineOf(child)))
}

export async function startNaive(): Promise<BenchmarkServer> {
  const child = spawnOn(SERVER_CORE, 'channel-naive-server.ts')
  return serverOf('naive', child, Number(await lineOf(child)))
}

/** Puts load on a server from a process of its own, and answers what that measured. */
export async function runLoad(
  { dialect, port, token, serverPid }: BenchmarkServer,
  load: Pick<Load, 'rooms' | 'writers' | 'pressure' | 'subscribersPerRoom'>,
): Promise<LoadResult> {
  const times = { warmUpMs: WARM_UP_MS, measureMs: MEASURE_MS }
  const order: Load = { dialect, port, token, serverPid, ...times, ...load }
  const child = spawnOn(LOAD_CORE, 'channel-load.ts', JSON.stringify(order))
  return JSON.parse(await lineOf(child)) as LoadResult
}

function serverOf(dialect: Load['dialect'], child: ChildProcess, port: number): BenchmarkServer {
  return {
    dialect,
    port,
    token: '',
    serverPid: child.pid as number,
    // Of the others a room is there as soon as somebody enters it.
    createRooms: async (count) => Array.from({ length: count }, () => `room-${randomUUID()}`),
    close: () => end(child),
  }
}

/** See `channel-child.ts` for what each such process can do. */
export function spawnOn(
  core: number,
  file: string,
  argument = '',
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  const [child, program] = ['channel-child.ts', file].map((name) =>
    fileURLToPath(new URL(name, import.meta.url)),
  ) as [string, string]
  const command = [process.execPath, '--expose-gc', '--import', child, program, argument]
  const [first, ...rest] = canPlace ? ['taskset', '-c', `${core}`, ...command] : command
  return spawn(first as string, rest, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

/** The next line that a process prints. */
export async function lineOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the process has no output')
  const lines = createInterface(child.stdout)
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve)
      child.once('error', reject)
      child.once('exit', () => reject(new Error(`${child.spawnargs.join(' ')} ended too early`)))
    })
  } finally {
    lines.close()
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** A room of people only: nobody but the load writes in it. */
async function createRoom(url: string, token: string): Promise<string> {
  const room = `room-${randomUUID()}`
  const response = await fetch(`${url}/api/rooms/${room}/commands`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify({
      id: randomUUID(),
      command: { type: 'create-room', members: [], replyMode: 'manual' },
    }),
  })
  if (!response.ok) throw new Error(`a room could not be made: ${await response.text()}`)
  return room
}
