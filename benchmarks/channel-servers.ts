import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { readAccess } from '../packages/server/src/cli/access.ts'
import type { Load, LoadResult } from './channel-load.ts'

/** A server in a process of its own. */
export type BenchmarkServer = Pick<Load, 'dialect' | 'port' | 'token' | 'serverPid'> & {
  /** Answers their ids. */
  createRooms: (count: number) => Promise<string[]>
  close: () => Promise<void>
}

const SERVER_CORE = 0
const LOAD_CORE = 1
const WARM_UP_MS = 1_000
const MEASURE_MS = 3_000

const canPlace = existsSync('/usr/bin/taskset') && availableParallelism() > 1

/** Where the processes run, in words. */
export const PLACEMENT = canPlace
  ? `each server (all of its threads) on core ${SERVER_CORE}, the load on core ${LOAD_CORE}`
  : 'servers and load on whatever cores the system gives them'

/** The program that `npm start` runs, on an empty data folder. */
export async function startParley(dataDirectory: string): Promise<BenchmarkServer> {
  const env = { ...process.env, PORT: '0', HOST: '', PARLEY_DATA: dataDirectory, OLLAMA_HOST: '' }
  const child = spawnOn(SERVER_CORE, '../packages/server/src/main.ts', 'serve', env)
  await lineOf(child, (line) => line.includes('Ctrl+C'))
  const access = await readAccess(dataDirectory)
  if (access === undefined) throw new Error('the server left no word of where it is')
  const { url, token } = access
  return {
    dialect: 'parley',
    port: Number(new URL(url).port),
    token,
    serverPid: child.pid as number,
    createRooms: (count) => Promise.all(Array.from({ length: count }, () => createRoom(url, token))),
    close: () => end(child),
  }
}

export async function startSocketIo(): Promise<BenchmarkServer> {
  const child = spawnOn(SERVER_CORE, 'channel-socket-io-server.ts', '', process.env)
  const port = Number(await lineOf(child, () => true))
  return {
    dialect: 'socketIo',
    port,
    token: '',
    serverPid: child.pid as number,
    // A room is there as soon as somebody enters it.
    createRooms: async (count) => Array.from({ length: count }, () => `room-${randomUUID()}`),
    close: () => end(child),
  }
}

/** Puts load on a server from a process of its own, and answers what that measured. */
export async function runLoad(
  { dialect, port, token, serverPid }: BenchmarkServer,
  load: Pick<Load, 'rooms' | 'writers' | 'inFlightPerWriter' | 'subscribersPerRoom'>,
): Promise<LoadResult> {
  const times = { warmUpMs: WARM_UP_MS, measureMs: MEASURE_MS }
  const order: Load = { dialect, port, token, serverPid, ...times, ...load }
  const child = spawnOn(LOAD_CORE, 'channel-load.ts', JSON.stringify(order), process.env)
  return JSON.parse(await lineOf(child, (line) => line.startsWith('{'))) as LoadResult
}

function spawnOn(core: number, file: string, argument: string, env: NodeJS.ProcessEnv): ChildProcess {
  const command = [process.execPath, fileURLToPath(new URL(file, import.meta.url)), argument]
  const [program, ...rest] = canPlace ? ['taskset', '-c', `${core}`, ...command] : command
  return spawn(program as string, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] })
}

/** The first line that a process prints and `wanted` accepts; what it prints afterwards is not kept. */
async function lineOf(child: ChildProcess, wanted: (line: string) => boolean): Promise<string> {
  if (child.stdout === null) throw new Error('the process has no output')
  const lines = createInterface(child.stdout)
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => wanted(line) && resolve(line))
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${child.spawnargs.join(' ')} ended too early`)))
  })
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
